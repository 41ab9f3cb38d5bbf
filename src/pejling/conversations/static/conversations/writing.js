// The boxes of a conversation save themselves (web/writing/own_boxes.js); its shared screen has keys.
import "../web/writing/own_boxes.js";

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
