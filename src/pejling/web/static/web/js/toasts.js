// A message can be closed. One without a way back leaves by itself when there has been time to read it.
const SECONDS = 8;
const toasts = document.getElementById("toasts");

const leave = (toast) => setTimeout(() => toast.matches(":hover, :focus-within") ? leave(toast) : toast.remove(), SECONDS * 1000);
const watch = () => toasts.querySelectorAll("[data-toast]:not([data-seen])").forEach((toast) => {
  toast.dataset.seen = "";
  if (!toast.querySelector("form") && !toast.matches(".told-bad")) leave(toast);
});

document.addEventListener("click", (event) => event.target.closest("[data-close]")?.closest("[data-toast]").remove());
if (toasts) {
  watch();
  new MutationObserver(watch).observe(toasts, { childList: true });
}
