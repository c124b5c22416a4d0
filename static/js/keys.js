// Keyboard shortcuts. Any control says its own key with data-key; j and k walk through data-keys-item.
// They can be switched off (WCAG 2.1.4), never act while somebody types, and never with Ctrl, Alt or Meta.

// An item says with data-keys-through which keys belong to it only once it is open: they open it, then act.
// Inside data-keys-within a control's key counts while that part is open, and before any other.

const PERSON = document.querySelector("[data-person]")?.dataset.person ?? "";
const SWITCH = `support-awards:keys${PERSON && `:${PERSON}`}`;
const NEXT = "support-awards:next-key";
const TYPING = "textarea, select, [contenteditable], input:not([type=radio], [type=checkbox], [type=submit], [type=button])";

const items = () => [...document.querySelectorAll("[data-keys-item]")];
const currentItem = () => document.querySelector("[data-keys-item][data-current]");

export function makeCurrent(item) {
  for (const other of items()) {
    other.toggleAttribute("data-current", other === item);
  }
}

export function moveTo(item) {
  makeCurrent(item);
  (item.querySelector("[data-keys-focus]") ?? item).focus({ preventScroll: true });
  item.scrollIntoView({ block: "nearest" });
}

function step(by) {
  const all = items();
  const next = all[all.indexOf(currentItem()) + by] ?? (currentItem() ? null : all[0]);
  if (next) {
    moveTo(next);
  }
}

function isShut(control) {
  const part = control.closest("[data-keys-within]");
  return Boolean(part) && !part.open && !control.matches("summary");
}

function find(key) {
  const controls = [...document.querySelectorAll("[data-key]")].filter(
    (control) => control.dataset.key === key && !control.disabled && !isShut(control),
  );
  const within = controls.find((control) => control.closest("[data-keys-within]") && !control.matches("summary"));
  const item = currentItem();
  const inItem = item && controls.find((control) => item.contains(control));
  return within ?? inItem ?? controls.find((control) => !control.closest("[data-keys-item]"));
}

// A key that belongs to the open item, pressed on another one, opens that first; the next page does the rest.
function goThrough(key) {
  const item = currentItem();
  if (!item?.dataset.keysThrough?.split(" ").includes(key)) return false;
  sessionStorage.setItem(NEXT, key);
  item.querySelector("[data-keys-focus]").click();
  return true;
}

function takeNext() {
  try {
    const key = sessionStorage.getItem(NEXT);
    sessionStorage.removeItem(NEXT);
    return key;
  } catch {
    return null;
  }
}

function takeUp() {
  const key = takeNext();
  const control = key && isOn() && find(key);
  if (control) {
    use(control);
  }
}

function use(control) {
  if (control.matches("textarea, input:not([type=radio], [type=checkbox])")) {
    control.closest("details:not([data-keys-within])")?.setAttribute("open", "");
    control.focus();
    return;
  }
  control.click();
  const opened = control.matches("summary") && control.parentElement;
  if (opened?.open) {
    opened.querySelector("input:not([type=hidden]), textarea, select, fieldset button")?.focus();
  }
  control.dispatchEvent(new CustomEvent("keys:used", { bubbles: true }));
}

function isOn() {
  try {
    return localStorage.getItem(SWITCH) !== "off";
  } catch {
    return true;
  }
}

// Esc leaves what one writes in an item, so that single keys work again.
function leaveWords({ key, target }) {
  const item = key === "Escape" && target.matches("textarea") && target.closest("[data-keys-item]");
  if (item) moveTo(item);
}

function turn(isOnNow) {
  try {
    localStorage.setItem(SWITCH, isOnNow ? "on" : "off");
  } catch {
    // A browser that keeps nothing asks again on the next page.
  }
}

function listen(event) {
  const { key, target } = event;
  leaveWords(event);
  if (event.ctrlKey || event.altKey || event.metaKey || !isOn()) return;
  if (target.closest(TYPING) || document.querySelector("dialog[open]")) return;
  if (key === "j" || key === "k") {
    step(key === "j" ? 1 : -1);
  } else if (key === "?") {
    document.querySelector("[data-keys-dialog]")?.showModal();
  } else {
    if (goThrough(key)) {
      event.preventDefault();
      return;
    }
    const control = find(key);
    if (!control) return;
    use(control);
  }
  event.preventDefault();
}

function showSwitch() {
  const box = document.querySelector("[data-keys-switch]");
  document.querySelector("[data-keys]")?.removeAttribute("hidden");
  document.querySelector("[data-keys-open]")?.addEventListener("click", () => {
    document.querySelector("[data-keys-dialog]").showModal();
  });
  document.querySelector("[data-keys-close]")?.addEventListener("click", ({ target }) => target.closest("dialog").close());
  if (!box) return;
  box.checked = isOn();
  box.addEventListener("change", () => turn(box.checked));
}

document.addEventListener("keydown", listen);
document.addEventListener("focusin", ({ target }) => {
  const item = target.closest("[data-keys-item]");
  if (item) {
    makeCurrent(item);
  }
});
showSwitch();
currentItem()?.scrollIntoView({ block: "nearest" });
if (location.hash === "#text") {
  document.querySelector("textarea#text")?.focus();
}
if (location.hash === "#card") {
  document.querySelector("#card")?.focus({ preventScroll: true });
}
takeUp();
