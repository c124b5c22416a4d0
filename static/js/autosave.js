// Saves a form as it is filled in and says honestly whether that worked. What the server has not confirmed stays on
// this device. The form carries data-autosave (a name for the kept copy), a hidden `version`, and a [data-saved-state].
import { choose } from "./conflict.js";
import { Copies, differences, fill, isSame, typed } from "./drafts.js";
import { guardLeaving } from "./leaving.js";
import { SavedState } from "./savedstate.js";
import { findStanding } from "./standing.js";
import { only, settleEarlyWords, takeUpKept } from "./takingup.js";

const PAUSE = 900;
const LONGEST_WAIT = 30_000;
const WHILE_OUT = 4_000;
const HANGING = 20_000;
const MOST_KEPT_ALIVE = 50_000;
const FRESH = 3_000;
const MOST_UNHEARD = 5;
const ASKS_WHO = new Set([401, 403, 404, 410]);

class Autosave {
  constructor(form) {
    this.form = form;
    this.address = form.getAttribute("action") || location.href; // form.action is the button of that name
    this.copies = new Copies(form.dataset.autosave || location.pathname);
    this.news = new BroadcastChannel(this.copies.start);
    this.state = new SavedState();
    this.panel = document.querySelector("[data-conflict]");
    this.changes = 0;
    this.confirmed = 0;
    this.confirmedAt = -FRESH;
    this.failures = 0;
    this.unheard = [];
  }

  start() {
    settleEarlyWords(this);
    this.form.addEventListener("input", () => this.changed());
    for (const name of ["online", "focus"]) window.addEventListener(name, () => this.save());
    document.addEventListener("visibilitychange", () => this.save());
    this.news.onmessage = ({ data }) => this.hearNews(data);
    guardLeaving(this);
    takeUpKept(this);
  }

  get isDirty() {
    return this.changes > this.confirmed;
  }

  get version() {
    return this.form.elements.version.value;
  }

  keep() {
    this.isKept = this.copies.keep({ version: this.version, fields: typed(this.form), base: this.base, unheard: this.unheard });
    this.state.isKept = this.isKept;
  }

  changed(pause = PAUSE) {
    this.changes += 1;
    this.keep();
    this.isRefused = false;
    if (!this.isBlocked && !this.failures) this.state.saving();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), pause);
  }

  save({ always = false } = {}) {
    clearTimeout(this.timer);
    if (this.sending || this.isBlocked || (!this.isDirty && !always)) return this.sending;
    this.sending = this.send().finally(() => {
      this.sending = null;
      if (this.isDirty && !this.failures && !this.isBlocked) this.timer = setTimeout(() => this.save(), PAUSE);
    });
    return this.sending;
  }

  async send() {
    const upTo = this.changes;
    const fields = typed(this.form);
    try {
      await this.hear(await this.post(fields), upTo, fields);
    } catch {
      this.fail("offline");
    }
  }

  // What is sent and not heard of may have arrived all the same, so it is remembered as ours.
  post(fields) {
    const body = new FormData(this.form);
    body.set("action", "save");
    this.unheard = [...this.unheard.filter((other) => !isSame(other, fields)), fields].slice(-MOST_UNHEARD);
    if (this.isDirty) this.keep();
    const size = new Blob([...body].flat()).size + 200 * [...body].length;
    return fetch(this.address, {
      method: "POST",
      body,
      headers: { Accept: "application/json" },
      keepalive: document.hidden && size < MOST_KEPT_ALIVE,
      signal: AbortSignal.timeout(HANGING),
    });
  }

  async hear(answer, upTo, fields) {
    const isJson = answer.headers.get("Content-Type")?.includes("json");
    const told = isJson ? await answer.json() : {};
    if (answer.ok && isJson && !answer.redirected) {
      this.confirm(told, upTo, fields);
    } else if (answer.status === 409 && told.theirs) {
      this.meet(told);
    } else if (answer.redirected || ASKS_WHO.has(answer.status) || told.errors?.csrf_token) {
      await this.renew();
    } else if (answer.status === 422 || answer.status === 413) {
      this.refuse(told);
    } else {
      this.fail("busy", Number(answer.headers.get("Retry-After")) * 1_000);
    }
  }

  confirm(told, upTo, fields) {
    this.form.elements.version.value = told.version;
    this.base = fields;
    this.confirmed = Math.max(this.confirmed, upTo);
    this.failures = 0;
    this.renewals = 0;
    this.unheard = [];
    this.isRefused = false;
    this.confirmedAt = performance.now();
    if (this.isDirty) this.keep();
    else this.copies.forget();
    this.state.saved();
    this.news.postMessage({ version: told.version, fields });
  }

  fail(why, wait = 0) {
    this.state.unsaved(why);
    this.failures += 1;
    const own = why === "out" || why === "other" ? WHILE_OUT : Math.min(LONGEST_WAIT, 1_000 * 2 ** this.failures);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), Math.max(own, Math.min(wait || 0, LONGEST_WAIT)));
  }

  // Refused for what it says: sent again once it says something else.
  refuse({ errors = {}, sentence }) {
    const [name, told] = Object.entries(errors)[0] ?? ["", sentence];
    const control = document.getElementById(name);
    const card = control?.closest("fieldset")?.querySelector("legend span")?.textContent;
    const words = [told].flat()[0] ?? "something on this page is not accepted";
    this.state.refused(card ? `${card}: ${words}` : words);
    this.isRefused = true;
    this.failures = 1;
  }

  async renew() {
    const standing = await findStanding(this.address);
    if (standing.is === "same" && !this.renewals) {
      this.renewals = 1;
      if (standing.token) this.form.elements.csrf_token.value = standing.token;
      await this.hearAgain();
      return;
    }
    this.renewals = 0;
    this.fail(standing.is === "same" ? "busy" : standing.is);
  }

  async hearAgain() {
    const upTo = this.changes;
    const fields = typed(this.form);
    await this.hear(await this.post(fields), upTo, fields);
  }

  // The other version is one that this page sent itself and never heard of: no conflict, only an answer that was lost.
  meet({ sentence, version, theirs }) {
    this.failures = 0;
    const pairs = differences(typed(this.form), theirs);
    if (!pairs.length || this.unheard.some((fields) => isSame(fields, theirs))) {
      this.form.elements.version.value = version;
      this.base = theirs;
      this.timer = setTimeout(() => this.save(), 0);
      return;
    }
    this.ask({ sentence, pairs, base: this.base, sides: { mine: "This page", theirs: "Other version" } }).then((taken) => {
      this.form.elements.version.value = version;
      this.base = theirs;
      this.takeUp({ ...typed(this.form), ...only(taken, theirs) });
    });
  }

  async ask(question) {
    this.isBlocked = true;
    this.state.unsaved("two");
    const taken = await choose(this.panel, question);
    this.isBlocked = false;
    return taken;
  }

  takeUp(fields) {
    fill(this.form, fields);
    this.form.dispatchEvent(new CustomEvent("autosave:filled"));
    this.changed(0);
  }

  // Another window saved: a page on which nothing waits follows it at once, so that nobody reads an older draft.
  hearNews({ version, fields }) {
    if (this.isDirty || this.sending || this.isBlocked || Number(version) <= Number(this.version)) return;
    this.form.elements.version.value = version;
    this.base = fields;
    fill(this.form, fields);
    this.form.dispatchEvent(new CustomEvent("autosave:filled"));
    this.state.saved("Saved in another window");
  }

  get isSaved() {
    return !this.isDirty && !this.failures && !this.isBlocked;
  }

  async flush() {
    await this.sending;
    if (!this.isSaved || performance.now() - this.confirmedAt > FRESH) await this.save({ always: true });
  }
}


const form = document.querySelector("form[data-autosave]");
if (form) {
  new Autosave(form).start();
}
