// Rich text in place. The editor is django-prose-editor's build of Tiptap, fetched as a module of our own origin; the tools above
// the text are ours: real buttons, one set that follows the text being written.
import { fromClipboard } from "./word.js";

let library;

const extensions = (kit, placeholder) => [
  kit.Document, kit.Paragraph, kit.Text, kit.HardBreak, kit.History, kit.Dropcursor, kit.Gapcursor,
  kit.Heading.configure({ levels: [3, 4] }),
  kit.Bold, kit.Italic, kit.Underline, kit.Subscript, kit.Superscript, kit.Blockquote,
  kit.BulletList, kit.OrderedList, kit.ListItem,
  kit.Link.configure({ openOnClick: false, protocols: ["http", "https", "mailto"], defaultProtocol: "https" }),
  kit.Table.configure({ resizable: false }), kit.TableRow, kit.TableHeader, kit.TableCell,
  kit.Placeholder.configure({ placeholder }),
];

// The text that stands in `box` becomes writable. `changed` is told after every change.
export const writeIn = async (box, { source, changed, tools }) => {
  library ??= import(source);
  const kit = await library;
  const standing = box.innerHTML;
  box.replaceChildren();
  const editor = new kit.Editor({
    element: box,
    content: standing,
    injectCSS: false,
    extensions: extensions(kit, box.dataset.placeholder ?? ""),
    editorProps: {
      attributes: { role: "textbox", "aria-multiline": "true", "aria-label": box.dataset.label, class: "prose written" },
      transformPastedHTML: fromClipboard,
    },
    onUpdate: () => changed(),
    onFocus: () => tools.follow(editor, box),
    onSelectionUpdate: () => tools.show(editor),
    onTransaction: () => tools.show(editor),
  });
  box.editor = editor;
  return editor;
};

export const markupOf = (box) => (box.editor ? (box.editor.isEmpty ? "" : box.editor.getHTML()) : box.innerHTML);

const COMMANDS = {
  heading: (chain) => chain.toggleHeading({ level: 3 }),
  subheading: (chain) => chain.toggleHeading({ level: 4 }),
  bold: (chain) => chain.toggleBold(),
  italic: (chain) => chain.toggleItalic(),
  bullets: (chain) => chain.toggleBulletList(),
  numbers: (chain) => chain.toggleOrderedList(),
  table: (chain) => chain.insertTable({ rows: 3, cols: 3, withHeaderRow: true }),
  row: (chain) => chain.addRowAfter(),
  column: (chain) => chain.addColumnAfter(),
  "drop-row": (chain) => chain.deleteRow(),
  "drop-column": (chain) => chain.deleteColumn(),
  "drop-table": (chain) => chain.deleteTable(),
  undo: (chain) => chain.undo(),
  redo: (chain) => chain.redo(),
};
const ACTIVE = {
  heading: ["heading", { level: 3 }], subheading: ["heading", { level: 4 }], bold: ["bold"], italic: ["italic"],
  bullets: ["bulletList"], numbers: ["orderedList"], link: ["link"],
};

// The one set of tools: it moves to the text that has the focus.
export class Tools {
  constructor(bar, dialog) {
    this.bar = bar;
    this.dialog = dialog;
    bar.addEventListener("mousedown", (event) => event.preventDefault());
    bar.addEventListener("click", (event) => this.use(event.target.closest("[data-tool]")?.dataset.tool));
    document.addEventListener("focusin", (event) => this.leave(event.target));
    bar.addEventListener("keydown", (event) => this.walk(event));
    dialog?.querySelector("form").addEventListener("submit", (event) => this.link(event));
  }

  follow(editor, box) {
    this.editor = editor;
    if (box.previousElementSibling !== this.bar) box.before(this.bar);
    this.bar.hidden = false;
    this.show(editor);
  }

  // Whoever goes on to write a line needs no tools for text. A button must not move away under the pointer, so it hides nothing.
  leave(target) {
    if (target.matches("textarea") && !this.bar.hidden) this.bar.hidden = true;
  }

  show(editor) {
    if (editor !== this.editor) return;
    const inTable = editor.isActive("table");
    for (const button of this.bar.querySelectorAll("[data-tool]")) {
      const active = ACTIVE[button.dataset.tool];
      if (active) button.setAttribute("aria-pressed", String(editor.isActive(...active)));
      if (button.dataset.table !== undefined) button.hidden = !inTable;
      if (button.dataset.tool === "table") button.hidden = inTable;
    }
  }

  use(tool) {
    if (!tool || !this.editor) return;
    if (tool === "link") this.askForLink();
    else COMMANDS[tool](this.editor.chain().focus()).run();
  }

  walk(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const buttons = [...this.bar.querySelectorAll("[data-tool]:not([hidden])")];
    const next = buttons[(buttons.indexOf(document.activeElement) + step + buttons.length) % buttons.length];
    next.focus();
    event.preventDefault();
  }

  askForLink() {
    const field = this.dialog.querySelector("input");
    field.value = this.editor.getAttributes("link").href ?? "";
    this.dialog.showModal();
  }

  link(event) {
    const address = this.dialog.querySelector("input").value.trim();
    const chain = this.editor.chain().focus().extendMarkRange("link");
    if (event.submitter?.value === "cancel") return;
    if (!address) chain.unsetLink().run();
    else if (this.editor.state.selection.empty && !this.editor.isActive("link")) {
      this.editor.chain().focus().insertContent({ type: "text", text: address, marks: [{ type: "link", attrs: { href: withScheme(address) } }] }).run();
    } else chain.setLink({ href: withScheme(address) }).run();
  }
}

const withScheme = (address) => (/^(https?:|mailto:)/i.test(address) ? address : address.includes("@") ? `mailto:${address}` : `https://${address.replace(/^[\\/]+/, "")}`);
