// A form that saves itself: soon after a change, one save at a time, and it never lets go of what was typed.
import { post } from "../js/post.js";

const PAUSE = 1000;
const AGAIN = 5000;
const LEFT = "left-unsaved";
const forms = new Map();
let isLeaving = false;

export class Saving {
  // `fields` gives what is to be sent; `state` shows how it goes; `clash` takes the page of two texts.
  constructor(form, { fields, state, words, clash, saved }) {
    Object.assign(this, { form, fields, state, words, clash, saved });
    this.address = form.action;
    this.isPutBack = form.dataset.restored !== undefined;
    this.isDirty = this.isPutBack;
    this.isStuck = false;
    this.once = crypto.randomUUID?.() ?? String(Math.random());
    if (this.isDirty) state(words.unsaved, "open");
    this.running = Promise.resolve(true);
    forms.set(form, this);
    form.saving = this;
  }

  change() {
    this.isDirty = true;
    this.isPutBack = false;
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

  // What was put back after sign-in waits for its writer to look at it: it is saved when they write on or ask for it.
  saveTyped() {
    return this.isPutBack ? false : this.save();
  }

  async send() {
    const sent = this.fields();
    if (!sent) return true;
    this.isDirty = false;
    this.isPutBack = false;
    this.sent = sent;
    this.state(this.words.saving, "open");
    try {
      return await this.heed(await post(this.address, sent, { once: this.once, outlivesPage: isLeaving }));
    } catch {
      return this.keep(this.words.offline, AGAIN);
    } finally {
      this.sent = null;
    }
  }

  // What may not have reached the server yet of a text that is there already, the oldest first.
  underWay() {
    if (this.isPutBack || this.isStuck) return [];
    return [this.sent, this.isDirty && this.fields()].filter((fields) => fields?.version).map((fields) => [this.address, fields]);
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
    if (answer.status === 401) {
      const told = await answer.json();
      return this.keep(told.sentence, 0, told.sign_in);
    }
    return this.keep(answer.status >= 500 ? this.words.broken : this.words.away);
  }

  keep(words, again = 0, signIn = "") {
    this.isDirty = true;
    this.state(words, "bad", signIn);
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

// A page that is read again while it saves may show the text as it was before. What was under way is sent once more, which
// saves nothing twice, and the page is read anew where it was too early. Gives the answers that were no yes.
export const sendAgain = async (root) => {
  const left = JSON.parse(sessionStorage.getItem(LEFT) ?? "[]");
  sessionStorage.removeItem(LEFT);
  if (performance.getEntriesByType("navigation")[0]?.type !== "reload") return [];
  const versions = new Map();
  const refused = [];
  for (const [address, fields] of left) {
    const answer = await post(address, { ...fields, version: versions.get(address) ?? fields.version }).catch(() => null);
    if (answer?.ok) versions.set(address, String((await answer.json()).version));
    else if (answer) refused.push([formOf(root, address), answer]);
  }
  if (!refused.length && [...versions].some(([address, version]) => isBehind(formOf(root, address), version))) {
    location.reload();
    await new Promise(() => {});
  }
  return refused.filter(([form]) => form);
};

const formOf = (root, address) => [...root.querySelectorAll("form")].find((form) => form.action === new URL(address, location).href);
const isBehind = (form, version) => form && (form.elements.version?.value ?? form.dataset.version) !== version;

// Whoever goes away takes nothing along: what is unsaved is sent while the page closes. Whoever comes back may have signed in.
const saveAllTyped = () => [...forms.values()].forEach((each) => each.saveTyped());

document.addEventListener("visibilitychange", saveAllTyped);
window.addEventListener("beforeunload", (event) => {
  sessionStorage.setItem(LEFT, JSON.stringify([...forms.values()].flatMap((each) => each.underWay())));
  if (!anyUnsaved()) return;
  isLeaving = true;
  saveAllTyped();
  setTimeout(() => { isLeaving = false; });
  event.preventDefault();
});

// Whoever throws away what was put back is neither asked whether to leave it nor has it saved.
document.addEventListener("submit", (event) => {
  if (event.target.matches("[data-discards]")) forms.forEach((each) => each.form.dataset.restored !== undefined && each.forget());
});
