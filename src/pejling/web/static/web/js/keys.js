// "/" goes to the search box from anywhere but a place where one writes. A summary of errors takes the focus when it appears.
const writes = (element) => element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);

document.addEventListener("keydown", (event) => {
  const box = document.querySelector("[data-search] input[type=search]");
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || !box || writes(event.target)) return;
  event.preventDefault();
  box.focus();
  box.select();
});

const focusSummary = () => {
  const summaries = document.querySelectorAll("[data-focus]");
  summaries.forEach((summary) => summary.removeAttribute("data-focus"));
  summaries[0]?.focus();
};
focusSummary();
document.addEventListener("htmx:after:swap", focusSummary);
