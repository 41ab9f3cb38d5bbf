// What drops down closes on Escape, on a click elsewhere and when another is opened. It opens without script.
const open = () => document.querySelectorAll("details[data-drop][open]");

document.addEventListener("click", (event) => open().forEach((drop) => drop.contains(event.target) || (drop.open = false)));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  open().forEach((drop) => {
    drop.open = false;
    drop.querySelector("summary").focus();
  });
});
