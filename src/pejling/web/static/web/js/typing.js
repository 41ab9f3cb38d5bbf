// Leaving a page with something typed in a form marked data-keep asks first. A form that is sent may go, and so may what is thrown away.
const changed = new WeakSet();

const forms = () => [...document.querySelectorAll("form[data-keep]")];
forms().filter((form) => form.dataset.restored !== undefined).forEach((form) => changed.add(form));
document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (form?.matches("[data-keep]")) changed.add(form);
});
document.addEventListener("submit", (event) => {
  changed.delete(event.target);
  if (event.target.matches("[data-discards]")) forms().forEach((form) => form.dataset.restored !== undefined && changed.delete(form));
}, true);
window.addEventListener("beforeunload", (event) => {
  if (forms().some((form) => changed.has(form))) event.preventDefault();
});
