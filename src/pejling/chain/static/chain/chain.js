// What one points at in the picture of the chain, or has reached with the keyboard, lights up with all that is above and
// below it; the rest fades. Without script a box lights up when it is chosen.
const LIT = "chain-lit";
const LIGHTING = "chain-lighting";

for (const picture of document.querySelectorAll("[data-chain]")) {
  const boxes = [...picture.querySelectorAll("[data-key]")];
  const threads = [...picture.querySelectorAll("[data-lower]")];
  const atFirst = new Set(picture.querySelectorAll(`.${LIT}`));
  const wasLighting = picture.classList.contains(LIGHTING);

  const light = (box) => {
    const { key } = box.dataset;
    const above = new Set([key, ...box.dataset.above.split(" ")]);
    const below = new Set([key, ...box.dataset.below.split(" ")]);
    boxes.forEach((each) => each.classList.toggle(LIT, above.has(each.dataset.key) || below.has(each.dataset.key)));
    threads.forEach(({ classList, dataset: { lower, upper } }) =>
      classList.toggle(LIT, (above.has(lower) && above.has(upper)) || (below.has(lower) && below.has(upper))),
    );
    picture.classList.add(LIGHTING);
  };
  const rest = () => {
    [...boxes, ...threads].forEach((each) => each.classList.toggle(LIT, atFirst.has(each)));
    picture.classList.toggle(LIGHTING, wasLighting);
  };
  // A mouse that leaves gives way to what the keyboard is at, and the other way round.
  const now = () => {
    const box = picture.querySelector("[data-key]:hover") ?? picture.querySelector("[data-key]:focus-visible");
    if (box) light(box);
    else rest();
  };
  // On what stands around it: a drawing that listens for focus would be a stop of its own for Tab.
  ["pointerover", "pointerout", "focusin", "focusout"].forEach((name) =>
    picture.parentElement.addEventListener(name, () => requestAnimationFrame(now)),
  );
}
