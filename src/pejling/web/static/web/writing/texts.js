// Texts that save themselves, and what to do when two people write in the same. `[data-writing]` is the page, each `[data-text]` a text.
// A page that has only texts calls `write()`; one with more that saves itself is given what the rest needs.
import { Tools, markupOf, writeIn } from "./editor.js";
import { Saving, saveAll, sendAgain } from "./saving.js";

const root = document.querySelector("[data-writing]");
const words = JSON.parse(root.dataset.words);
const tools = new Tools(root.querySelector("[data-tools]"), document.querySelector("[data-link-dialog]"));
const status = root.querySelector("[data-state]");

const state = (sentence, mood, signIn = "") => {
  status.textContent = sentence;
  if (signIn) status.append(" ", Object.assign(document.createElement("a"), { href: signIn, target: "_blank", rel: "noopener", textContent: words.signIn }));
  status.dataset.state = mood;
};

// Two people wrote in the same text: both are shown where the text stood, and it waits for a choice.
const clash = (form, page) => {
  const panel = new DOMParser().parseFromString(page, "text/html").querySelector("[data-clash]");
  form.hidden = true;
  form.after(panel);
  panel.querySelectorAll("[data-body]").forEach((box) => writeIn(box, { source: root.dataset.editor, changed: () => {}, tools }));
  panel.addEventListener("submit", (event) => decide(event, form));
  panel.tabIndex = -1;
  panel.focus();
};

const decide = async (event, form) => {
  event.preventDefault();
  const chosen = event.target;
  const box = chosen.querySelector("[data-body]");
  if (box) chosen.append(hidden("body", markupOf(box)));
  if (event.submitter?.name) chosen.append(hidden(event.submitter.name, event.submitter.value));
  form.saving.forget();
  await saveAll();
  chosen.submit();
};

const hidden = (name, value) => Object.assign(document.createElement("input"), { type: "hidden", name, value });

const adopt = async (form) => {
  const box = form.querySelector("[data-body]");
  const saving = new Saving(form, {
    words,
    state,
    clash: (page) => clash(form, page),
    fields: () => ({ version: form.elements.version.value, ...(form.elements.title && { title: form.elements.title.value }), body: markupOf(box) }),
    saved: (told) => { form.elements.version.value = told.version; },
  });
  form.addEventListener("submit", (event) => { event.preventDefault(); saving.save(); });
  form.elements.title?.addEventListener("input", () => saving.change());
  form.addEventListener("focusout", (event) => form.contains(event.relatedTarget) || saving.saveTyped());
  await writeIn(box, { source: root.dataset.editor, changed: () => saving.change(), tools });
};

// Forms that change the sections load the page anew, when all is safe.
document.addEventListener("submit", async (event) => {
  if (!event.target.matches("[data-rebuilds]")) return;
  event.preventDefault();
  if (await saveAll()) event.target.submit();
});
document.querySelectorAll("[data-leaves]").forEach((link) => link.addEventListener("click", async (event) => {
  event.preventDefault();
  if (await saveAll()) location.assign(link.href);
}));
document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
    event.preventDefault();
    saveAll();
  }
});

// `others` begins what else saves itself on the page, such as the lines of a document.
export const write = async (others = () => {}) => {
  const refused = await sendAgain(root);
  others(root, { words, state, clash });
  for (const form of root.querySelectorAll("[data-text]")) await adopt(form);
  for (const [form, answer] of refused) form.saving?.heed(answer);
  root.dataset.ready = "";
};
