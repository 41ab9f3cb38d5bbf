// One rich text in an ordinary form: the editor fills the hidden field that is sent.
import { Tools, markupOf, writeIn } from "./editor.js";

for (const form of document.querySelectorAll("[data-rich-form]")) {
  const box = form.querySelector("[data-body]");
  const field = form.querySelector("[data-body-field]");
  const tools = new Tools(form.querySelector("[data-tools]"), document.querySelector("[data-link-dialog]"));
  field.disabled = false;
  field.value = markupOf(box);
  await writeIn(box, {
    source: form.dataset.editor,
    tools,
    changed: () => {
      field.value = markupOf(box);
      field.dispatchEvent(new Event("input", { bubbles: true }));
    },
  });
  form.dataset.ready = "";
}
