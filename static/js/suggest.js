// Makes a text field a combobox that looks companies up while one types; htmx fetches what it lists.

const MORE_THAN_NONE = (count) => (count === 1 ? "1 company found." : `${count} companies found.`);
const NONE = "Not in our list yet. Keep what you typed and we will add it.";

class Lookup {
  constructor(root) {
    this.input = root.querySelector("[data-lookup-input]");
    this.id = root.querySelector("[data-lookup-id]");
    this.list = root.querySelector("[data-lookup-list]");
    this.said = root.querySelector("[data-lookup-said]");
    this.chosen = this.id.value ? this.input.value : null;
    this.active = null;
  }

  start() {
    const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", autocomplete: "off" };
    Object.entries(attributes).forEach(([name, value]) => this.input.setAttribute(name, value));
    this.input.setAttribute("aria-controls", this.list.id);
    this.input.addEventListener("input", () => this.typed());
    this.input.addEventListener("keydown", (event) => this.pressed(event));
    this.input.addEventListener("blur", () => this.leave());
    document.addEventListener("pointerdown", () => { this.isPressing = true; }, true);
    document.addEventListener("pointerup", () => { this.isPressing = false; }, true);
    document.addEventListener("pointercancel", () => { this.isPressing = false; }, true);
    this.input.addEventListener("htmx:config:request", (event) => this.ask(event));
    this.input.addEventListener("htmx:before:response", (event) => this.refuseErrors(event));
    this.input.addEventListener("htmx:after:swap", () => this.answered());
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", ({ target }) => this.choose(target.closest("[role=option]")));
  }

  get options() {
    return [...this.list.querySelectorAll("[role=option]")];
  }

  get isOpen() {
    return !this.list.hidden;
  }

  typed() {
    if (this.input.value === this.chosen) return;
    this.chosen = null;
    this.id.value = "";
    this.said.textContent = "";
    this.moveTo(null);
    if (!this.input.value.trim()) {
      this.list.replaceChildren();
      this.close();
    }
  }

  ask(event) {
    const { body } = event.detail.ctx.request;
    body.delete(this.input.name);
    body.set("q", this.input.value.trim());
    if (!this.input.value.trim()) event.preventDefault();
  }

  refuseErrors(event) {
    if (event.detail.ctx.response.status !== 200) event.preventDefault();
  }

  answered() {
    if (this.chosen !== null || document.activeElement !== this.input || !this.input.value.trim()) return;
    const count = this.options.length;
    this.said.textContent = count ? MORE_THAN_NONE(count) : NONE;
    this.moveTo(null);
    this.show(count > 0);
  }

  show(isOpen) {
    this.list.hidden = !isOpen;
    this.input.setAttribute("aria-expanded", String(isOpen));
  }

  // What is being pressed must not move away from under the pointer, so the list waits until it is let go.
  leave() {
    if (!this.isPressing) {
      this.close();
      return;
    }
    const later = () => setTimeout(() => document.activeElement !== this.input && this.close(), 50);
    ["pointerup", "pointercancel"].forEach((end) => document.addEventListener(end, later, { once: true }));
  }

  close() {
    this.show(false);
    this.moveTo(null);
  }

  pressed(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    const { key } = event;
    if (key === "ArrowDown" || key === "ArrowUp") {
      this.step(key === "ArrowDown" ? 1 : -1);
    } else if (key === "Enter" && this.active) {
      this.choose(this.active);
    } else if (key === "Escape" && this.isOpen) {
      this.close();
    } else {
      return;
    }
    event.preventDefault();
  }

  step(by) {
    const { options } = this;
    if (!options.length) {
      this.input.dispatchEvent(new Event("lookup"));
      return;
    }
    this.show(true);
    const stops = [null, ...options];
    const next = stops.indexOf(this.active) + by;
    this.moveTo(stops[(next + stops.length) % stops.length]);
  }

  moveTo(option) {
    this.active?.setAttribute("aria-selected", "false");
    this.active = option;
    if (!option) {
      this.input.removeAttribute("aria-activedescendant");
      return;
    }
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", option.id);
  }

  choose(option) {
    if (!option) return;
    this.chosen = option.dataset.name;
    this.input.value = this.chosen;
    this.id.value = option.dataset.slug;
    this.said.textContent = `Chosen: ${option.textContent.trim().replace(/\s+/g, " ")}`;
    this.close();
    this.list.replaceChildren();
  }
}

document.querySelectorAll("[data-lookup]").forEach((root) => new Lookup(root).start());
