// What a sheet begins with: what was typed before the script was there, and what earlier windows left on this device.
import { differences, fill, isSame, typed } from "./drafts.js";

export const only = (names, fields) => Object.fromEntries(names.map((name) => [name, fields[name] ?? ""]));

const isTicked = ({ type }) => type === "radio" || type === "checkbox";

function asServed(form) {
  for (const control of form.elements) {
    if (!control.name) continue;
    if (isTicked(control)) control.checked = control.defaultChecked;
    else if (![undefined, control.value].includes(control.defaultValue)) control.value = control.defaultValue;
  }
}

// A page that was reloaded may be refilled by the browser, one point off; what stands on a fresh one a person typed.
export function settleEarlyWords(sheet) {
  const { form } = sheet;
  const before = typed(form);
  asServed(form);
  sheet.base = typed(form);
  const [navigation] = performance.getEntriesByType("navigation");
  const isEarly = navigation?.type === "navigate" && !isSame(before, sheet.base);
  if (isEarly) fill(form, before);
  if (isEarly || form.hasAttribute("data-unsaved")) sheet.changed();
  form.dispatchEvent(new CustomEvent("autosave:filled"));
}

export async function takeUpKept(sheet) {
  for (const key of sheet.copies.others()) {
    await sheet.copies.ifLeftBehind(key, () => takeUpCopy(sheet, key));
  }
}

async function takeUpCopy(sheet, key) {
  const copy = sheet.copies.read(key);
  const here = typed(sheet.form);
  if (copy && !isSame(here, copy.fields)) {
    const isNext = copy.version === sheet.version || copy.unheard?.some((fields) => isSame(fields, here));
    if (isNext && !sheet.isDirty) sheet.takeUp(copy.fields);
    else await compare(sheet, copy, here);
    if (!sheet.isKept && sheet.isDirty) return;
  }
  sheet.copies.forget(key);
}

async function compare(sheet, copy, here) {
  const sentence = "This sheet was changed elsewhere after you wrote on this device. Choose what to keep.";
  const sides = { mine: "Kept on this device", theirs: "Saved sheet" };
  const pairs = differences(copy.fields, here);
  const taken = new Set(await sheet.ask({ sentence, pairs, base: copy.base, sides }));
  const mine = pairs.map(({ name }) => name).filter((name) => !taken.has(name));
  sheet.takeUp({ ...typed(sheet.form), ...only(mine, copy.fields) });
}
