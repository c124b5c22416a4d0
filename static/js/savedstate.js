// The line that says what is saved. The age ticks outside the live region, and the region speaks only when something
// changes for the reader: once when the first draft is saved, when saving fails, and when it works again.

const TICK = 5_000;
const REASONS = {
  offline: "no connection",
  busy: "the server is not answering",
  out: "you are logged out",
  other: "somebody else is logged in here",
  gone: "this entry is no longer yours",
  shut: "this sheet was submitted or closed elsewhere",
  two: "there are two versions",
};

const inWords = (seconds) => {
  if (seconds < 2) return "just now";
  if (seconds < 60) return `${seconds} s ago`;
  return seconds < 3_600 ? `${Math.round(seconds / 60)} min ago` : `${Math.round(seconds / 3_600)} h ago`;
};

export class SavedState {
  constructor() {
    this.place = document.querySelector("[data-saved-state]");
    this.isKept = true;
    setInterval(() => this.showAge(), TICK);
  }

  find(name) {
    return this.place?.querySelector(`[data-saved-${name}]`);
  }

  saving() {
    this.show("saving", "", "Saving");
  }

  saved(words = "Saved") {
    this.reason = null;
    this.at = Date.now();
    this.ticks = performance.now();
    this.show("saved", words);
    this.showAge();
  }

  unsaved(reason) {
    this.reason = reason;
    this.show("unsaved", this.sentence("Not saved"));
  }

  refused(sentence) {
    this.reason = "refused";
    this.show("unsaved", `Not saved: ${sentence}`);
  }

  notSubmitted() {
    this.show("unsaved", this.sentence("Not submitted"));
  }

  sentence(what) {
    const where = this.isKept ? ", kept on this device" : ". Keep this page open: this browser keeps no copy";
    return `${what}: ${REASONS[this.reason] ?? REASONS.busy}${where}`;
  }

  show(state, words, age = "") {
    if (!this.place) return;
    this.place.dataset.state = state;
    this.find("words").textContent = words;
    this.find("age").textContent = age;
    this.tell(state, words);
    document.querySelector("[data-saved-help]")?.toggleAttribute("hidden", !["out", "other"].includes(this.reason));
  }

  tell(state, words) {
    const place = this.find("told");
    if (!place || state === "saving" || place.textContent === words) return;
    place.textContent = words;
  }

  // A clock that was set back must not make a draft younger than it is.
  showAge() {
    if (this.place?.dataset.state !== "saved") return;
    const passed = Math.max(Date.now() - this.at, performance.now() - this.ticks);
    this.find("age").textContent = inWords(Math.round(passed / 1_000));
  }
}
