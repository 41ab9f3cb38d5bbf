// A date is typed as 20.11.2026; beside the box stands the browser's own calendar for those who would rather point.

const danish = (iso) => iso.split("-").reverse().join(".");
const iso = (typed) => {
  const parts = typed.trim().match(/^(\d{1,2})[.\-/](\d{1,2})[.\-/](\d{4})$/);
  return parts ? `${parts[3]}-${parts[2].padStart(2, "0")}-${parts[1].padStart(2, "0")}` : "";
};

const equip = (box) => {
  const frame = document.createElement("div");
  frame.className = "date";
  const button = document.createElement("button");
  button.type = "button";
  button.className = "date-button";
  button.setAttribute("aria-label", `${document.body.dataset.wordCalendar}: ${box.labels[0]?.textContent.trim() ?? ""}`);
  const sprite = document.querySelector("svg.sign use")?.getAttribute("href").split("#")[0];
  button.innerHTML = `<svg class="sign" aria-hidden="true"><use href="${sprite}#calendar"/></svg>`;
  const calendar = Object.assign(document.createElement("input"), { type: "date", tabIndex: -1 });
  calendar.setAttribute("aria-hidden", "true");
  button.addEventListener("click", () => {
    calendar.value = iso(box.value);
    calendar.showPicker();
  });
  calendar.addEventListener("change", () => {
    box.value = danish(calendar.value);
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.dispatchEvent(new Event("change", { bubbles: true }));
  });
  box.replaceWith(frame);
  frame.append(box, button, calendar);
  box.dataset.date = "ready";
};

const equipAll = () => document.querySelectorAll('input[data-date=""]').forEach(equip);
equipAll();
document.addEventListener("htmx:after:swap", equipAll);
