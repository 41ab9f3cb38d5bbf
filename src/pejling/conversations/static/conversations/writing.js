// The boxes of a conversation save themselves (web/writing/own_boxes.js); its shared screen has keys.
import "../web/writing/own_boxes.js";

// On the shared screen the keys 1 to 4 open the questions, unless somebody writes.
document.addEventListener("keydown", (event) => {
  if (event.target.matches("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
  const questions = document.querySelectorAll(".talk-questions details");
  const chosen = questions[Number(event.key) - 1];
  if (chosen) questions.forEach((each) => { each.open = each === chosen; });
});
