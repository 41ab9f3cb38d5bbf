// The agenda is put in order by dragging, or by Alt and the arrow keys on a title. Without a script there are two buttons.
import { post } from "../web/js/post.js";

const list = document.querySelector("[data-order]");

if (list) {
  let lifted = null;
  const lines = () => [...list.querySelectorAll(":scope > [data-item]")];
  const send = (line, fields) => {
    const form = line.querySelector(".agenda-moves");
    post(form.action, { ...fields }).then(() => location.reload());
  };
  for (const line of lines()) line.draggable = true;
  list.addEventListener("dragstart", (event) => {
    lifted = event.target.closest("[data-item]");
    event.dataTransfer.effectAllowed = "move";
  });
  list.addEventListener("dragover", (event) => {
    if (!lifted) return;
    const line = event.target.closest("[data-item]");
    if (!line || line === lifted) return;
    event.preventDefault();
    lines().forEach((each) => each.classList.toggle("is-aimed", each === line));
  });
  list.addEventListener("drop", (event) => {
    const line = event.target.closest("[data-item]");
    if (!lifted || !line || line === lifted) return;
    event.preventDefault();
    send(lifted, { foer: line.dataset.item });
  });
  list.addEventListener("dragend", () => {
    lifted = null;
    lines().forEach((each) => each.classList.remove("is-aimed"));
  });
  list.addEventListener("keydown", (event) => {
    const way = { ArrowUp: "op", ArrowDown: "ned" }[event.key];
    const line = event.target.closest("[data-item]");
    if (!way || !event.altKey || !line) return;
    event.preventDefault();
    send(line, { retning: way });
  });
}
