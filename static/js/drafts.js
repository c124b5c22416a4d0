// What a form holds, as plain fields, and the copies of it kept on this device: one for each window it is open in.

const PREFIX = "support-awards:draft:";
const PATIENCE = 2_000;
const NOT_TYPED = new Set(["csrf_token", "version", "action", "judge"]);

const plain = (text) => String(text ?? "").normalize("NFC").replaceAll("\r\n", "\n").trim();

export function typed(form) {
  const pairs = [...new FormData(form)].filter(([name]) => !NOT_TYPED.has(name));
  return Object.fromEntries(pairs.map(([name, value]) => [name, value.replaceAll("\r\n", "\n")]));
}

export function fill(form, fields) {
  for (const control of form.elements) {
    if (!control.name || NOT_TYPED.has(control.name) || control.type === "hidden") continue;
    const value = fields[control.name] ?? "";
    if (control.type === "radio" || control.type === "checkbox") {
      control.checked = control.value === String(value);
    } else if (control.type !== "submit" && control.type !== "fieldset" && control.value !== value) {
      control.value = value;
    }
  }
}

export function differences(mine, theirs) {
  const names = new Set([...Object.keys(mine), ...Object.keys(theirs)]);
  NOT_TYPED.forEach((name) => names.delete(name));
  const pairs = [...names].map((name) => ({ name, mine: String(mine[name] ?? ""), theirs: String(theirs[name] ?? "") }));
  return pairs.filter((pair) => plain(pair.mine) !== plain(pair.theirs));
}

export const isSame = (mine, theirs) => !differences(mine, theirs).length;

export class Copies {
  constructor(name) {
    this.start = PREFIX + name;
    this.own = `${this.start}:${Math.random().toString(36).slice(2)}`;
    navigator.locks?.request(this.own, () => new Promise(() => {}));
  }

  // A full or forbidden store leaves the page itself as the only copy, and the page has to say so.
  keep(copy) {
    try {
      localStorage.setItem(this.own, JSON.stringify(copy));
      return true;
    } catch {
      return false;
    }
  }

  forget(key = this.own) {
    try {
      localStorage.removeItem(key);
    } catch {
      // Nothing was kept.
    }
  }

  read(key) {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  }

  others() {
    return keysOfCopies().filter((key) => key !== this.own && (key === this.start || key.startsWith(`${this.start}:`)));
  }

  // A copy of a window that is still open is that window's own; one left behind is taken up by one window only.
  async ifLeftBehind(key, use) {
    if (!navigator.locks) return use();
    try {
      return await navigator.locks.request(key, { signal: AbortSignal.timeout(PATIENCE) }, use);
    } catch (reason) {
      if (reason.name !== "TimeoutError" && reason.name !== "AbortError") throw reason;
    }
  }
}

function keysOfCopies() {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  } catch {
    return [];
  }
}

export const isKept = (name) => keysOfCopies().some((key) => `${key}:`.startsWith(`${PREFIX}${name}:`));
