// What a form holds, as plain fields, and the copy of it kept on this device.

const PREFIX = "support-awards:draft:";
const NOT_TYPED = new Set(["csrf_token", "version", "action"]);

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
    } else if (control.type !== "submit" && control.type !== "fieldset") {
      control.value = value;
    }
  }
}

export function differences(mine, theirs) {
  const names = new Set([...Object.keys(mine), ...Object.keys(theirs)]);
  NOT_TYPED.forEach((name) => names.delete(name));
  const pairs = [...names].map((name) => ({ name, mine: String(mine[name] ?? ""), theirs: String(theirs[name] ?? "") }));
  return pairs.filter((pair) => pair.mine !== pair.theirs);
}

export function keep(name, form) {
  const copy = { version: form.elements.version.value, fields: typed(form) };
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify(copy));
  } catch {
    // A full or forbidden store leaves the page itself as the only copy.
  }
}

export function kept(name) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + name));
  } catch {
    return null;
  }
}

export function forget(name) {
  try {
    localStorage.removeItem(PREFIX + name);
  } catch {
    // Nothing was kept.
  }
}
