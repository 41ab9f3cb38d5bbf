// Elements as lines: Enter gives the next one, Alt+Shift with the arrows moves as in Word's outline, everything saves itself.
import { post } from "../web/js/post.js";
import { Saving, saveAll } from "../web/writing/saving.js";

const STEPS = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "out", ArrowRight: "in" };

export class Lines {
  constructor(root, { words, state, clash }) {
    Object.assign(this, { root, words, state, clash });
    this.blank = root.querySelector("template[data-blank]");
    this.kinds = root.querySelector("template[data-kinds]");
    this.tools = root.querySelector("[data-line-tools]");
    root.querySelectorAll("[data-line]").forEach((line) => this.adopt(line));
    root.addEventListener("keydown", (event) => this.press(event));
    root.addEventListener("input", (event) => event.target.matches("[data-line] textarea") && event.target.form.saving.change());
    root.addEventListener("focusin", (event) => this.follow(event.target.closest("[data-line]")));
    root.addEventListener("focusout", (event) => this.leave(event));
    root.addEventListener("click", (event) => this.click(event));
    root.addEventListener("change", (event) => {
      if (event.target.matches("[data-kind-choice]")) this.choose(event.target);
      else if (event.target.form?.matches("[data-add-line]")) this.tellHome(document.getElementById(event.target.form.dataset.addLine));
    });
    root.addEventListener("submit", (event) => this.submit(event));
    root.addEventListener("dragstart", (event) => this.lift(event));
    root.addEventListener("dragover", (event) => this.hover(event));
    root.addEventListener("drop", (event) => this.lay(event));
    root.addEventListener("dragend", () => this.point(null));
    document.getElementById("toasts")?.addEventListener("submit", (event) => this.undo(event));
  }

  adopt(line) {
    line.onsubmit = (event) => event.preventDefault();
    new Saving(line, {
      words: this.words,
      state: this.state,
      clash: (page) => this.clash(line, page),
      fields: () => this.fields(line),
      saved: (told) => this.settle(line, told),
    });
  }

  fields(line) {
    const title = line.elements.title.value.trim();
    if (line.dataset.line) return { version: line.dataset.version, title };
    if (!title) return null;
    return { kind: line.dataset.kind, title, after: before(line)?.dataset.line ?? "", under: over(line)?.dataset.line ?? "" };
  }

  // A new line has got its place and its number from the server.
  settle(line, told) {
    line.dataset.version = told.version;
    if (!told.element) return;
    line.dataset.line = told.element;
    line.id = `punkt-${told.element}`;
    line.saving.address = line.dataset.action.replace("/0/", `/${told.element}/`);
    const link = line.querySelector("[data-kind-link]");
    link.href = link.dataset.action.replace("/0/", `/${told.element}/`);
  }

  nature(kind) {
    return this.kinds.content.querySelector(`option[value="${kind}"]`)?.dataset.nature;
  }

  add(region, { after = null, under = null, title = "" } = {}) {
    const line = this.blank.content.firstElementChild.cloneNode(true);
    const kind = region.dataset.kind;
    line.action = region.dataset.add;
    line.dataset.depth = under ? depth(under) + 1 : (after?.dataset.depth ?? "0");
    line.dataset.kind = after?.dataset.kind ?? kind;
    line.querySelector("[data-kind-link]").textContent = this.kinds.content.querySelector(`option[value="${line.dataset.kind}"]`).textContent;
    line.elements.title.value = title;
    let place = under ?? after;
    while (place?.nextElementSibling && depth(place.nextElementSibling) > depth(under ?? after)) place = place.nextElementSibling;
    if (place) place.after(line);
    else region.append(line);
    this.adopt(line);
    // It is saved after the line that it follows, which may itself be on its way.
    const previous = before(line) ?? over(line);
    if (previous) line.saving.running = previous.saving.running.then(() => previous.saving.save()).then(() => true);
    return line;
  }

  press(event) {
    const line = event.target.closest?.("[data-line]");
    if (!line || event.target.tagName !== "TEXTAREA") return;
    if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      if (!line.elements.title.value.trim()) return;
      line.saving.save();
      this.add(line.parentElement, { after: line }).elements.title.focus();
    } else if (event.altKey && event.shiftKey && STEPS[event.key]) {
      event.preventDefault();
      this.step(line, STEPS[event.key]);
    } else if (event.key === "Backspace" && !line.elements.title.value) {
      event.preventDefault();
      this.remove(line);
    }
  }

  follow(line) {
    if (!line) return;
    this.at = line;
    this.tellHome(line.parentElement);
    if (line.contains(this.tools)) return;
    line.append(this.tools);
    this.tools.hidden = false;
  }

  // A new line that was left empty was never meant.
  leave(event) {
    const line = event.target.closest?.("[data-line]");
    if (!line || line.contains(event.relatedTarget)) return;
    if (!line.dataset.line && !line.elements.title.value.trim() && !line.saving.isDirty) this.drop(line);
    else line.saving.saveTyped();
  }

  drop(line) {
    if (line.contains(this.tools)) this.root.append(this.tools);
    this.tools.hidden = true;
    line.saving.forget();
    line.remove();
  }

  click(event) {
    const tool = event.target.closest("[data-line-tool]");
    const link = event.target.closest("[data-kind-link]");
    const line = event.target.closest("[data-line]");
    if (tool) {
      event.preventDefault();
      if (tool.dataset.lineTool === "remove") this.remove(line);
      else if (tool.dataset.lineTool === "more") this.open(line);
      else this.step(line, tool.dataset.lineTool);
    } else if (link) {
      event.preventDefault();
      this.offer(line, link);
    }
  }

  async open(line) {
    if (await line.saving.save()) location.assign(line.querySelector("[data-kind-link]").href);
  }

  offer(line, link) {
    const choice = this.kinds.content.firstElementChild.cloneNode(true);
    choice.value = line.dataset.kind;
    link.hidden = true;
    link.after(choice);
    choice.focus();
    choice.showPicker?.();
    choice.addEventListener("blur", () => {
      link.hidden = false;
      choice.remove();
    });
  }

  async choose(choice) {
    const line = choice.closest("[data-line]");
    const [kind, name] = [choice.value, choice.selectedOptions[0].textContent];
    choice.blur();
    if (!line.dataset.line) {
      line.dataset.kind = kind;
      line.querySelector("[data-kind-link]").textContent = name;
      return;
    }
    await line.saving.save();
    const answer = await post(line.dataset.kindAction.replace("/0/", `/${line.dataset.line}/`), { kind });
    const told = await answer.json();
    if (answer.ok) {
      line.dataset.kind = kind;
      line.querySelector("[data-kind-link]").textContent = name;
      this.state(told.saved, "done");
    }
    line.saving.complain(answer.ok ? "" : told.sentence);
  }

  // Quick steps are taken one after the other, each by the line as the step before left it.
  step(line, step) {
    this.stepping = (this.stepping ?? Promise.resolve()).then(() => this.take(this.now(line), step));
  }

  now(line) {
    return (line.dataset.line && document.getElementById(line.id)) || line;
  }

  async take(line, step) {
    if (!(await saveAll()) || !line.dataset.line) return;
    const at = line.elements.title.selectionStart;
    await this.change(line, line.dataset.placeAction, { step });
    const moved = document.getElementById(`punkt-${line.dataset.line}`)?.elements.title;
    moved?.focus();
    moved?.setSelectionRange(at, at);
    moved?.scrollIntoView({ block: "nearest" });
  }

  async remove(line) {
    const neighbour = line.previousElementSibling ?? line.nextElementSibling;
    if (!line.dataset.line) this.drop(line);
    else if (await this.change(line, line.dataset.removalAction, {})) line.saving.forget();
    const next = neighbour?.id && document.getElementById(neighbour.id);
    next?.elements.title.focus();
  }

  async change(line, address, fields) {
    return this.rearrange(address.replace("/0/", `/${line.dataset.line}/`), fields, line);
  }

  async undo(event) {
    event.preventDefault();
    if (await saveAll()) this.rearrange(event.target.action, {});
  }

  // What changes the order is done by the server; the lines are then shown as it has them, and nothing half typed is lost.
  async rearrange(address, fields, line = null) {
    const answer = await post(address, fields, { accept: "text/html" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!answer.ok) {
      line?.saving.complain(page.querySelector("main")?.querySelector(".trouble-lead, p")?.textContent ?? this.words.broken);
      return false;
    }
    const regions = [...page.querySelectorAll("[data-lines]")];
    const known = regions.every((region) => document.getElementById(region.id));
    if (!known || regions.length !== this.root.querySelectorAll("[data-lines]").length) {
      location.assign(answer.url);
      return true;
    }
    this.root.append(this.tools);
    this.tools.hidden = true;
    regions.forEach((region) => this.replace(document.getElementById(region.id), region));
    document.getElementById("toasts")?.replaceChildren(...page.getElementById("toasts").children);
    return true;
  }

  replace(old, fresh) {
    const unsaved = [...old.querySelectorAll("[data-line]")].filter((line) => line.saving.isDirty);
    old.querySelectorAll("[data-line]").forEach((line) => line.saving.forget());
    old.replaceChildren(...fresh.children);
    old.querySelectorAll("[data-line]").forEach((line) => this.adopt(line));
    for (const line of unsaved) {
      const now = line.dataset.line ? document.getElementById(line.id) : this.add(old);
      now.elements.title.value = line.elements.title.value;
      now.saving.change();
    }
  }

  // Where a new line from the box goes: work and evidence under the aim that one stands at, else the last one written;
  // everything else after what one stands in, at the edge.
  home(region, kind) {
    const at = this.at?.isConnected && this.at.parentElement === region ? this.at : region.lastElementChild;
    if (!at) return {};
    if (!["work", "evidence"].includes(this.nature(kind))) {
      const top = this.at?.parentElement === region ? topmost(at) : [...region.children].filter((line) => depth(line) === 0).at(-1);
      return { after: top };
    }
    let aim = at;
    while (aim && this.nature(aim.dataset.kind) !== "aim") aim = over(aim);
    return aim ? { under: aim } : { after: at };
  }

  // Below the box stands where the line will go.
  tellHome(region) {
    const form = this.root.querySelector(`[data-add-line="${region?.id}"]`);
    const told = form?.querySelector("[data-home]");
    if (!told) return;
    const { under } = this.home(region, form.elements.kind.value);
    told.hidden = !under;
    told.textContent = under ? `${told.dataset.home} »${under.elements.title.value.trim()}«` : "";
  }

  lift(event) {
    const line = event.target.closest?.("[data-grip]")?.closest("[data-line]");
    if (!line?.dataset.line) return;
    this.dragged = line;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", line.elements.title.value);
    event.dataTransfer.setDragImage(line, 0, 0);
  }

  hover(event) {
    if (!this.dragged) return;
    const line = event.target.closest?.("[data-line]");
    if (!line?.dataset.line || line === this.dragged || isBelow(line, this.dragged)) return this.point(null, true);
    event.preventDefault();
    const box = line.getBoundingClientRect();
    this.point(line, true, event.clientY > box.top + box.height / 2);
  }

  point(line, isDragging = false, isAfter = false) {
    this.root.querySelectorAll(".is-before, .is-after").forEach((each) => each.classList.remove("is-before", "is-after"));
    line?.classList.add(isAfter ? "is-after" : "is-before");
    this.aimed = line && { line, isAfter };
    if (!isDragging) this.dragged = null;
  }

  async lay(event) {
    const { dragged, aimed } = this;
    if (!dragged || !aimed) return;
    event.preventDefault();
    this.point(null);
    if (!(await saveAll())) return;
    const beside = { [aimed.isAfter ? "after" : "before"]: aimed.line.dataset.line };
    await this.change(this.now(dragged), dragged.dataset.placeAction, beside);
    document.getElementById(`punkt-${dragged.dataset.line}`)?.elements.title.focus();
  }

  // The box below the lines: Enter puts the line in place and leaves the box ready for the next.
  submit(event) {
    const form = event.target;
    if (!form.matches("[data-add-line]")) return;
    event.preventDefault();
    const title = form.elements.title.value.trim();
    if (!title) return;
    const region = document.getElementById(form.dataset.addLine);
    region.dataset.kind = form.elements.kind.value;
    const line = this.add(region, { ...this.home(region, form.elements.kind.value), title });
    line.dataset.kind = form.elements.kind.value;
    line.querySelector("[data-kind-link]").textContent = form.elements.kind.selectedOptions[0].textContent;
    line.saving.isDirty = true;
    line.saving.save();
    this.at = line;
    form.elements.title.value = "";
    form.elements.title.focus();
    this.tellHome(region);
  }
}

const depth = (line) => Number(line.dataset.depth);

// The line that a line hangs under.
const over = (line) => {
  let above = line.previousElementSibling;
  while (above && depth(above) >= depth(line)) above = above.previousElementSibling;
  return above;
};

// The line beside which a line stands: the nearest above it at its own depth.
const before = (line) => {
  let above = line.previousElementSibling;
  while (above && depth(above) > depth(line)) above = above.previousElementSibling;
  return above && depth(above) === depth(line) ? above : null;
};

const topmost = (line) => {
  let top = line;
  while (over(top)) top = over(top);
  return top;
};

const isBelow = (line, other) => {
  for (let above = over(line); above; above = over(above)) if (above === other) return true;
  return false;
};
