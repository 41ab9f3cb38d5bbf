// Boxes that only their writer writes in: each saves itself soon after a change, and says so under itself.
import { Saving } from "./saving.js";

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
    // A quick writer has begun before this script came.
    if (!saving.isPutBack && [...form.elements].some((each) => each.value !== (each.defaultValue ?? each.value))) saving.change();
    form.addEventListener("focusout", (event) => form.contains(event.relatedTarget) || saving.saveTyped());
    form.addEventListener("submit", (event) => { event.preventDefault(); saving.save(); });
  }
}
