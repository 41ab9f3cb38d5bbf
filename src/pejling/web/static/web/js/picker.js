// A select marked data-picker becomes a box one can search in: any part of a word, with or without æøå. The select stays the
// control that is sent; without script it is all there is. Short lists are left as they are. A long one has only what is chosen;
// its data-options says where the rest is fetched from when it is opened.
const SHORT = 8;
const MOST = 60;
const words = document.body.dataset;

const fold = (text) =>
  text.toLowerCase().replaceAll("æ", "ae").replaceAll("ø", "oe").replaceAll("å", "aa").normalize("NFD").replace(/[\u0300-\u036f]/g, "");

const BY_BRACKET = 3;

/* The exact name first, then what begins with the words, then what has them in it, last what has them in its bracket. */
const rank = (folded, asked, parts) => {
  const name = folded.split(" (")[0].trim();
  if (name === asked) return 0;
  if (name.startsWith(asked)) return 1;
  return parts.every((part) => name.includes(part)) ? 2 : BY_BRACKET;
};

class Picker {
  constructor(select) {
    this.select = select;
    this.active = -1;
    this.found = [];
    this.read();
    this.build();
    this.show();
  }

  read() {
    this.options = [...this.select.options].map((option) => ({ option, folded: fold(option.text) }));
  }

  /* Once, or again when it failed; what is chosen stays chosen. */
  fetchOptions() {
    const { select } = this;
    this.fetching ??= fetch(select.dataset.options)
      .then((answer) => (answer.ok && !answer.redirected ? answer.text() : Promise.reject(answer)))
      .then((html) => {
        const chosen = [...select.selectedOptions];
        select.innerHTML = html;
        for (const old of chosen) {
          const same = [...select.options].find((option) => option.value === old.value);
          if (!same) select.append(old);
          (same ?? old).selected = true;
        }
        delete select.dataset.options;
        this.read();
        return true;
      })
      .catch(() => {
        this.fetching = null;
        return false;
      });
    return this.fetching;
  }

  build() {
    const { select } = this;
    const id = select.id;
    this.frame = Object.assign(document.createElement("div"), { className: "picker" });
    this.chosen = Object.assign(document.createElement("ul"), { className: "picker-chosen" });
    this.box = Object.assign(document.createElement("input"), { type: "text", className: "picker-input", autocomplete: "off", id });
    this.said = Object.assign(document.createElement("span"), { className: "sr-only" });
    this.said.setAttribute("role", "status");
    this.list = Object.assign(document.createElement("ul"), { className: "picker-list", id: `${id}-list`, hidden: true });
    select.id = `${id}-select`;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", select.labels[0]?.textContent.trim() ?? document.querySelector(`label[for="${id}"]`)?.textContent.trim() ?? "");
    const attributes = { role: "combobox", "aria-expanded": "false", "aria-controls": this.list.id, "aria-autocomplete": "list" };
    for (const name of ["aria-describedby", "aria-invalid"]) if (select.hasAttribute(name)) attributes[name] = select.getAttribute(name);
    for (const [name, value] of Object.entries(attributes)) this.box.setAttribute(name, value);
    if (select.required) this.box.setAttribute("aria-required", "true");
    select.hidden = true;
    select.required = false;
    select.before(this.frame);
    if (select.multiple) this.frame.append(this.chosen);
    this.frame.append(this.box, this.list, this.said);
    this.box.addEventListener("input", () => {
      this.hasTyped = true;
      this.open();
    });
    this.box.addEventListener("click", () => this.open(true));
    this.box.addEventListener("keydown", (event) => this.key(event));
    this.box.addEventListener("blur", () => setTimeout(() => this.close(), 150));
    this.list.addEventListener("mousedown", (event) => {
      event.preventDefault();
      const line = event.target.closest("[role=option]");
      if (line) this.choose(this.found[[...this.list.children].indexOf(line)]);
    });
    this.chosen.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (button) this.toggle(this.select.options[button.value]);
    });
  }

  show() {
    if (!this.select.multiple) {
      const option = this.select.selectedOptions[0];
      this.box.value = option?.value ? option.text.trim() : "";
      this.box.placeholder = option?.value ? words.wordSearch : option?.text.trim() || words.wordSearch;
      return;
    }
    this.box.value = "";
    this.box.placeholder = words.wordSearch;
    this.chosen.replaceChildren(...[...this.select.selectedOptions].map((option) => {
      const button = Object.assign(document.createElement("button"), { type: "button", value: option.index });
      button.textContent = `${option.text.trim()} ×`;
      button.setAttribute("aria-label", `${words.wordRemove} ${option.text.trim()}`);
      const line = document.createElement("li");
      line.append(button);
      return line;
    }));
  }

  open(all = false) {
    if (this.select.dataset.options) return this.openWhenFetched(all);
    const parts = all ? [] : fold(this.box.value).split(/\s+/).filter(Boolean);
    const fits = this.options.filter(({ option, folded }) =>
      (option.value || !this.select.multiple) && !(this.select.multiple && option.selected) && parts.every((part) => folded.includes(part)));
    const asked = parts.join(" ");
    const ranked = fits.map((each) => [rank(each.folded, asked, parts), each]).sort(([one], [other]) => one - other);
    this.found = ranked.slice(0, MOST).map(([, { option }]) => option);
    this.list.replaceChildren(...this.found.map((option, place) => this.line(option, place)));
    const remark = fits.length ? (fits.length === this.found.length ? "" : words.wordMore) : words.wordNone;
    if (remark) this.list.append(this.remark(remark));
    this.said.textContent = remark;
    this.unfold();
    // What fits by its bracket alone is shown, but Enter never chooses it.
    const isNamed = parts.length && ranked.length && ranked[0][0] < BY_BRACKET;
    this.move(isNamed ? 0 : this.found.findIndex((option) => option.selected && option.value && !parts.length));
  }

  unfold() {
    this.list.hidden = false;
    this.box.setAttribute("aria-expanded", "true");
  }

  openWhenFetched(all) {
    this.found = [];
    this.list.replaceChildren(this.remark(words.wordFetching));
    this.unfold();
    this.fetchOptions().then((came) => {
      if (this.list.hidden) return;
      if (came) return this.open(all && !this.hasTyped);
      this.list.replaceChildren(this.remark(words.wordFailed));
      this.said.textContent = words.wordFailed;
    });
  }

  line(option, place) {
    const line = Object.assign(document.createElement("li"), { id: `${this.list.id}-${place}`, textContent: option.text, lang: option.lang });
    line.setAttribute("role", "option");
    line.setAttribute("aria-selected", String(option.selected));
    return line;
  }

  remark(text) {
    const line = Object.assign(document.createElement("li"), { className: "picker-none", textContent: text });
    line.setAttribute("role", "presentation");
    return line;
  }

  move(place) {
    this.list.querySelector(".is-active")?.classList.remove("is-active");
    this.active = place;
    const line = this.found[place] && this.list.children[place];
    if (!line) return this.box.removeAttribute("aria-activedescendant");
    line.classList.add("is-active");
    line.scrollIntoView({ block: "nearest" });
    this.box.setAttribute("aria-activedescendant", line.id);
  }

  key(event) {
    const isOpen = !this.list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!isOpen) return this.open(true);
      const step = event.key === "ArrowDown" ? 1 : -1;
      this.move(Math.min(Math.max(this.active + step, 0), this.found.length - 1));
    } else if (event.key === "Enter" && isOpen) {
      event.preventDefault();
      if (this.select.dataset.options) this.fetching?.then(() => setTimeout(() => this.chooseActive()));
      else this.chooseActive();
    } else if (event.key === "Escape" && isOpen) {
      event.stopPropagation();
      this.close();
    }
  }

  chooseActive() {
    if (!this.list.hidden && this.found[this.active]) this.choose(this.found[this.active]);
  }

  choose(option) {
    this.toggle(option, true);
    this.close();
  }

  toggle(option, on = !option.selected) {
    option.selected = on;
    this.show();
    for (const type of ["input", "change"]) this.select.dispatchEvent(new Event(type, { bubbles: true }));
  }

  close() {
    if (this.list.hidden) return;
    this.list.hidden = true;
    this.hasTyped = false;
    this.said.textContent = "";
    this.box.setAttribute("aria-expanded", "false");
    this.box.removeAttribute("aria-activedescendant");
    const nothing = !this.select.multiple && !this.box.value.trim() && [...this.select.options].find((option) => !option.value);
    if (nothing && !nothing.selected) this.toggle(nothing, true);
    this.show();
  }
}

const equipAll = () => document.querySelectorAll("select[data-picker]:not([data-ready])").forEach((select) => {
  select.dataset.ready = "";
  if (select.dataset.options || select.options.length > SHORT || select.multiple) new Picker(select);
});
equipAll();
document.addEventListener("htmx:after:swap", equipAll);
