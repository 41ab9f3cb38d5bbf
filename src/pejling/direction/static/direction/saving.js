// A form that saves itself: soon after a change, one save at a time, and it never lets go of what was typed.
import { post } from "../web/js/post.js";

const PAUSE = 1000;
const AGAIN = 5000;
const forms = new Map();

export class Saving {
  // `fields` gives what is to be sent; `state` shows how it goes; `clash` takes the page of two texts.
  constructor(form, { fields, state, words, clash, saved }) {
    Object.assign(this, { form, fields, state, words, clash, saved });
    this.address = form.action;
    this.isDirty = form.dataset.restored !== undefined;
    this.isStuck = false;
    this.once = crypto.randomUUID?.() ?? String(Math.random());
    if (this.isDirty) state(words.unsaved, "open");
    this.running = Promise.resolve(true);
    forms.set(form, this);
    form.saving = this;
  }

  change() {
    this.isDirty = true;
    this.state(this.words.unsaved, "open");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), PAUSE);
  }

  // Saves what is unsaved. Resolves to whether everything is safe.
  save() {
    clearTimeout(this.timer);
    this.running = this.running.then(() => (this.isDirty && !this.isStuck ? this.send() : !this.isDirty));
    return this.running;
  }

  async send() {
    const sent = this.fields();
    if (!sent) return true;
    this.isDirty = false;
    this.state(this.words.saving, "open");
    try {
      return await this.heed(await post(this.address, sent, { once: this.once }));
    } catch {
      return this.keep(this.words.offline, AGAIN);
    }
  }

  async heed(answer) {
    if (answer.ok && answer.headers.get("Content-Type")?.startsWith("application/json")) {
      const told = await answer.json();
      this.once = crypto.randomUUID?.() ?? String(Math.random());
      this.complain("");
      this.saved(told);
      this.state(this.isDirty ? this.words.unsaved : told.saved, this.isDirty ? "open" : "done");
      return !this.isDirty;
    }
    if (answer.status === 409) {
      this.isStuck = true;
      this.clash(await answer.text());
      return this.keep(this.words.clash);
    }
    if (answer.status === 422) {
      const told = await answer.json();
      this.complain(told.sentence);
      return this.keep(this.words.wrong);
    }
    return this.keep(answer.status >= 500 ? this.words.broken : this.words.away);
  }

  keep(words, again = 0) {
    this.isDirty = true;
    this.state(words, "bad");
    if (again) this.timer = setTimeout(() => this.save(), again);
    return false;
  }

  complain(sentence) {
    const place = this.form.querySelector("[data-wrong]");
    if (!place) return;
    place.hidden = !sentence;
    place.querySelector("span").textContent = sentence;
  }

  forget() {
    clearTimeout(this.timer);
    this.isDirty = false;
    forms.delete(this.form);
  }
}

export const saveAll = async () => (await Promise.all([...forms.values()].map((each) => each.save()))).every(Boolean);
export const anyUnsaved = () => [...forms.values()].some((each) => each.isDirty);

// Whoever goes away takes nothing along: what is unsaved is sent while the page closes. Whoever comes back may have signed in.
document.addEventListener("visibilitychange", () => {
  saveAll();
});
window.addEventListener("beforeunload", (event) => {
  if (anyUnsaved()) {
    saveAll();
    event.preventDefault();
  }
});
