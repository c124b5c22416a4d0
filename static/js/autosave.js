// Saves a form as it is filled in and says honestly whether that worked. What the server has not confirmed stays on
// this device. The form carries data-autosave (a name for the kept copy), a hidden `version`, and a [data-saved-state].
import { differences, fill, forget, keep, kept, typed } from "./drafts.js";

const PAUSE = 900;
const LONGEST_WAIT = 30_000;

class Autosave {
  constructor(form) {
    this.form = form;
    this.address = form.getAttribute("action") || location.href; // form.action is the button of that name
    this.name = form.dataset.autosave || location.pathname;
    this.state = document.querySelector("[data-saved-state]");
    this.panel = document.querySelector("[data-conflict]");
    this.changes = 0;
    this.confirmed = 0;
    this.failures = 0;
  }

  start() {
    this.form.addEventListener("input", () => this.changed());
    this.form.addEventListener("submit", (event) => this.submitting(event));
    window.addEventListener("online", () => this.save());
    document.addEventListener("visibilitychange", () => document.hidden && this.save());
    setInterval(() => this.showAge(), 5_000);
    this.takeUpKept();
  }

  get isDirty() {
    return this.changes > this.confirmed;
  }

  changed(pause = PAUSE) {
    this.changes += 1;
    keep(this.name, this.form);
    if (!this.isBlocked && !this.failures) this.say("saving", "", "Saving");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), pause);
  }

  save() {
    clearTimeout(this.timer);
    if (this.sending || !this.isDirty || this.isBlocked) return this.sending;
    this.sending = this.send().finally(() => {
      this.sending = null;
      if (this.isDirty && !this.failures && !this.isBlocked) this.timer = setTimeout(() => this.save(), PAUSE);
    });
    return this.sending;
  }

  async send() {
    const upTo = this.changes;
    const body = new FormData(this.form);
    body.set("action", "save");
    try {
      const answer = await fetch(this.address, { method: "POST", body, headers: { Accept: "application/json" }, keepalive: true });
      await this.hear(answer, upTo);
    } catch {
      this.isOffline = true;
      this.retry("Not saved: no connection, kept on this device");
    }
  }

  async hear(answer, upTo) {
    this.isOffline = false;
    const isJson = answer.headers.get("Content-Type")?.includes("json");
    if (!isJson) {
      const signedOut = answer.redirected || answer.status === 401;
      this.retry(signedOut ? "Not saved: you are signed out, kept on this device" : "Not saved: the server is not answering, kept on this device");
      return;
    }
    const told = await answer.json();
    if (answer.status === 409) {
      this.showConflict(told);
    } else if (answer.ok) {
      this.confirm(told, upTo);
    } else {
      const first = Object.values(told.errors ?? {}).flat()[0] ?? told.sentence;
      this.say("unsaved", `Not saved: ${first ?? "something on this page is not accepted"}`);
      this.failures = 1;
    }
  }

  confirm(told, upTo) {
    this.form.elements.version.value = told.version;
    this.confirmed = upTo;
    this.failures = 0;
    this.savedAt = Date.now();
    if (!this.isDirty) forget(this.name);
    this.say("saved", "Saved");
    this.showAge();
  }

  retry(sentence) {
    this.say("unsaved", sentence);
    this.failures += 1;
    this.timer = setTimeout(() => this.save(), Math.min(LONGEST_WAIT, 1_000 * 2 ** this.failures));
  }

  // A last draft may still be under way: let it land first, or the sheet would carry a version that is one too old.
  async submitting(event) {
    if (this.isLeaving || (!this.sending && !this.isDirty)) return;
    event.preventDefault();
    await this.sending;
    await this.save();
    if (this.isBlocked || this.isOffline) return;
    this.isLeaving = true;
    this.form.requestSubmit(event.submitter);
  }

  takeUpKept() {
    const copy = kept(this.name);
    if (!copy) return;
    if (!differences(typed(this.form), copy.fields).length) {
      forget(this.name);
    } else if (copy.version === this.form.elements.version.value) {
      this.takeUp(copy.fields);
    } else {
      const sentence = "This sheet was changed elsewhere after you wrote on this device without a connection.";
      this.showConflict({ sentence, version: this.form.elements.version.value, theirs: typed(this.form) }, copy.fields);
    }
  }

  takeUp(fields) {
    fill(this.form, fields);
    this.form.dispatchEvent(new CustomEvent("autosave:filled"));
    this.changed(0);
  }

  showConflict({ sentence, version, theirs }, mine = typed(this.form)) {
    this.isBlocked = true;
    this.say("unsaved", "Not saved: there are two versions, kept on this device");
    if (!this.panel) return;
    this.panel.querySelector("[data-conflict-sentence]").textContent = sentence;
    const pairs = differences(mine, theirs).map((difference) => this.pair(difference));
    this.panel.querySelector("[data-conflict-fields]").replaceChildren(...pairs);
    this.panel.querySelector("[data-conflict-mine]").onclick = () => this.settle(mine, version ?? theirs.version);
    this.panel.querySelector("[data-conflict-theirs]").onclick = () => this.settle(theirs, version ?? theirs.version);
    this.panel.hidden = false;
    this.panel.focus();
  }

  pair({ name, mine, theirs }) {
    const made = (tag, text, className = "") => Object.assign(document.createElement(tag), { textContent: text, className });
    const whole = made("div", "", "sa-conflict__pair");
    const control = document.getElementById(name);
    const label = control?.type === "radio" ? "level" : (control?.labels[0]?.textContent.trim() ?? name);
    const card = control?.closest("fieldset")?.querySelector("legend span")?.textContent;
    whole.append(made("h3", card ? `${card}: ${label}` : label));
    whole.append(made("p", `This page: ${mine || "empty"}`, "sa-conflict__text"), made("p", `Other version: ${theirs || "empty"}`, "sa-conflict__text"));
    return whole;
  }

  settle(fields, version) {
    this.isBlocked = false;
    this.panel.hidden = true;
    if (version !== undefined) this.form.elements.version.value = version;
    this.takeUp(fields);
  }

  say(state, words, age = "") {
    if (!this.state) return;
    this.state.dataset.state = state;
    const place = this.state.querySelector("[data-saved-words]");
    if (place.textContent !== words) place.textContent = words;
    this.state.querySelector("[data-saved-age]").textContent = age;
  }

  // The age ticks outside the live region, or a screen reader would be told every five seconds.
  showAge() {
    if (!this.state || this.state.dataset.state !== "saved") return;
    const seconds = Math.round((Date.now() - this.savedAt) / 1_000);
    const age = seconds < 60 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
    this.state.querySelector("[data-saved-age]").textContent = seconds < 2 ? "just now" : `${age} ago`;
  }
}

const form = document.querySelector("form[data-autosave]");
if (form) {
  new Autosave(form).start();
}
