// Judging lines with the keyboard: a key gives the chosen line a kind, the arrows lead on, and the source follows along.
const form = document.getElementById("review");
const points = [...form.querySelectorAll("[data-point]")];
const source = form.querySelector(".review-source");

function chosenPoint(target) {
  return target instanceof Element ? target.closest("[data-point]") : null;
}

function mark(point) {
  const select = point.querySelector("select");
  point.classList.toggle("point-text", select.value === "text");
  point.classList.remove("point-unsure");
  count();
}

function count() {
  const text = points.filter((point) => point.querySelector("select").value === "text").length;
  const many = { text, points: points.length - text, unsure: form.querySelectorAll(".point-unsure").length };
  for (const shown of form.querySelectorAll("[data-count]")) {
    const number = many[shown.dataset.count];
    shown.textContent = number === 1 ? shown.dataset.one : shown.dataset.many.replace("#", number.toLocaleString(document.documentElement.lang));
  }
}

function step(point, by) {
  const next = points[points.indexOf(point) + by];
  if (next) {
    const select = next.querySelector("select");
    select.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  }
}

function follow(point) {
  if (!source) return;
  for (const marked of source.querySelectorAll(".source-now")) marked.classList.remove("source-now");
  const line = document.getElementById(`linje-${point.dataset.line}`);
  if (!line) return;
  line.classList.add("source-now");
  source.scrollTop = line.offsetTop - source.clientHeight / 3;
}

form.addEventListener("focusin", (event) => {
  const point = chosenPoint(event.target);
  if (point) follow(point);
});

form.addEventListener("change", (event) => {
  const point = chosenPoint(event.target);
  if (point) mark(point);
});

form.addEventListener("keydown", (event) => {
  const point = chosenPoint(event.target);
  if (!point || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    step(point, event.key === "ArrowDown" ? 1 : -1);
    return;
  }
  const select = point.querySelector("select");
  const option = [...select.options].find((each) => each.dataset.key === event.key.toLowerCase());
  if (option) {
    event.preventDefault();
    select.value = option.value;
    select.dispatchEvent(new Event("change", { bubbles: true }));
    step(point, 1);
  }
});
