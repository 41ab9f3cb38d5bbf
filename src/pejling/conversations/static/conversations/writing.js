// Boxes that only their writer writes in: each saves itself soon after a change, and says so under itself.
import { Saving } from "../web/writing/saving.js";

for (const root of document.querySelectorAll("[data-saves]")) {
  const words = JSON.parse(root.dataset.words);
  for (const form of root.querySelectorAll("form[data-own]")) {
    const place = form.querySelector("[data-state]");
    const state = (sentence, mood, signIn = "") => {
      place.textContent = sentence;
      if (signIn) place.append(" ", Object.assign(document.createElement("a"), { href: signIn, target: "_blank", rel: "noopener", textContent: words.signIn }));
      place.dataset.state = mood;
    };
    const fields = () => {
      const typed = Object.fromEntries(new FormData(form));
      for (const name of ["csrfmiddlewaretoken", "form_stamp", "form_once"]) delete typed[name];
      return typed;
    };
    const saving = new Saving(form, { words, state, fields, clash: () => {}, saved: () => {} });
    form.addEventListener("input", () => saving.change());
    form.addEventListener("focusout", (event) => form.contains(event.relatedTarget) || saving.saveTyped());
    form.addEventListener("submit", (event) => { event.preventDefault(); saving.save(); });
  }
}

// On the shared screen the keys 1 to 4 open the questions, unless somebody writes.
document.addEventListener("keydown", (event) => {
  if (event.target.matches("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
  const questions = document.querySelectorAll(".talk-questions details");
  const chosen = questions[Number(event.key) - 1];
  if (chosen) questions.forEach((each) => { each.open = each === chosen; });
});

// Minutes left of each turn, by the browser's clock.
const tick = () => {
  for (const place of document.querySelectorAll("[data-until]")) {
    const left = Math.max(0, Math.ceil((new Date(place.dataset.until) - Date.now()) / 60000));
    place.textContent = left ? place.dataset.words.replace("{minutter}", left) : place.dataset.over;
  }
};
setInterval(tick, 15000);
