// Pins a passage of a story to a criterion: what is selected in a story, or sentences ticked in a dialog.
// Each pin is kept by the server at once; the parts of the page that it changed come back under their ids.

const form = document.querySelector("form[data-scoring]");
const bar = document.querySelector("[data-pinbar]");
const dialog = document.querySelector("[data-pin-dialog]");
const said = document.querySelector("[data-pin-said]");
const JSON_WANTED = { Accept: "application/json" };
const SHOWN = 8_000;

let selected = null;
let opener = null;
let going;

const characters = (words) => [...words].length;
const cardOf = (code) => form.querySelector(`[data-criterion="${code}"]`);
const titleOf = (code) => cardOf(code).querySelector(".sa-crit__title").textContent;
const currentCode = () => (form.querySelector("[data-criterion][data-current]") ?? form.querySelector("[data-criterion]")).dataset.criterion;

// The numbers that lead to a pin stand in the text, but are not of it.
function wordsIn(range) {
  const part = range.cloneContents();
  part.querySelectorAll("[data-pin-link]").forEach((link) => link.remove());
  return part.textContent;
}

function stretchIn(story, range) {
  const inside = document.createRange();
  inside.selectNodeContents(story);
  if (range.compareBoundaryPoints(Range.START_TO_START, inside) > 0) inside.setStart(range.startContainer, range.startOffset);
  if (range.compareBoundaryPoints(Range.END_TO_END, inside) < 0) inside.setEnd(range.endContainer, range.endOffset);
  const before = document.createRange();
  before.selectNodeContents(story);
  before.setEnd(inside.startContainer, inside.startOffset);
  const words = wordsIn(inside);
  const start = characters(wordsIn(before));
  return words.trim() ? `${story.dataset.pinStory}.${start}.${start + characters(words)}` : null;
}

function passageSelected() {
  const selection = document.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const story = [...document.querySelectorAll("[data-pin-story]")].find((each) => range.intersectsNode(each));
  return story ? stretchIn(story, range) : null;
}

function showBar() {
  if (bar.contains(document.activeElement)) return;
  selected = passageSelected();
  bar.hidden = !selected;
  if (selected) aimAt(currentCode());
}

function aimAt(code) {
  bar.querySelector("[data-pin-elsewhere]").value = code;
  bar.querySelector("[data-pin-title]").textContent = titleOf(code);
}

// Good news goes by itself; what did not work stays until the next attempt.
function say(words, isDone = false) {
  clearTimeout(going);
  said.textContent = words;
  if (isDone) going = setTimeout(() => say(""), SHOWN);
}

async function send(address, fields) {
  const body = new FormData();
  body.set("csrf_token", form.elements.csrf_token.value);
  fields.forEach(([name, value]) => body.append(name, value));
  try {
    const answer = await fetch(address, { method: "POST", body, headers: JSON_WANTED });
    if (!answer.headers.get("Content-Type")?.includes("json")) {
      return { sentence: answer.redirected || answer.status === 401 ? "Not pinned: you are signed out." : "Not pinned: the server is not answering." };
    }
    return await answer.json();
  } catch {
    return { sentence: "Not pinned: no connection. Select the passage again later." };
  }
}

function show(parts) {
  for (const [id, markup] of Object.entries(parts)) {
    const template = document.createElement("template");
    template.innerHTML = markup;
    document.getElementById(id).replaceWith(template.content);
  }
  wakeUp();
}

async function pin(fields) {
  const told = await send(dialog.dataset.pinAddress, fields);
  say(told.sentence, Boolean(told.parts));
  if (told.parts) show(told.parts);
  return told;
}

async function pinSelected(code) {
  const told = await pin([["criterion", code], ["passage", selected]]);
  if (!told.parts) return;
  document.getSelection().removeAllRanges();
  const hadFocus = bar.contains(document.activeElement);
  selected = null;
  bar.hidden = true;
  if (hadFocus) stayAt(code);
}

// Whoever pinned from the story goes on reading there.
function stayAt(code) {
  const newest = [...document.querySelectorAll(`#pins-${code} li`)].at(-1);
  const link = newest && document.querySelector(`[data-pin-link][href="#${newest.id}"]`);
  (link ?? cardOf(code).querySelector("[data-pin-open]")).focus({ preventScroll: true });
}

async function openDialog(code) {
  opener = code;
  const body = dialog.querySelector("[data-pin-body]");
  try {
    const answer = await fetch(`${dialog.dataset.pinAddress}?criterion=${code}`);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const found = page.querySelector("[data-pin-form]");
    if (!found) throw new Error("no form");
    body.replaceChildren(document.importNode(found, true));
  } catch {
    say("The sentences cannot be shown: no connection, or you are signed out.");
    return;
  }
  dialog.showModal();
  body.querySelector("[name=passage]")?.focus();
}

async function pinTicked(event) {
  event.preventDefault();
  const fields = [...new FormData(event.target)].filter(([name]) => name !== "csrf_token");
  const told = await pin(fields);
  if (told.parts) dialog.close();
  dialog.querySelector("[data-pin-refused]").textContent = told.parts ? "" : told.sentence;
}

async function remove(button) {
  const code = button.closest("[data-criterion]").dataset.criterion;
  const told = await send(`${dialog.dataset.unpinAddress}/${button.dataset.unpin}/remove`, []);
  say(told.sentence, Boolean(told.parts));
  if (!told.parts) return;
  show(told.parts);
  cardOf(code).querySelector("[data-pin-open]").focus();
}

function clicked(event) {
  const open = event.target.closest("[data-pin-open]");
  const unpin = event.target.closest("[data-unpin]");
  if (open) {
    event.preventDefault();
    if (selected) pinSelected(open.value);
    else openDialog(open.value);
  } else if (unpin) {
    remove(unpin);
  }
}

// Without scripts a passage is pinned on a page of its own; these buttons are for those who have them.
function wakeUp() {
  form.querySelectorAll("[data-unpin], [data-pin-open]").forEach((button) => {
    button.hidden = false;
  });
}

if (form && dialog) {
  wakeUp();
  form.addEventListener("click", clicked);
  document.addEventListener("selectionchange", showBar);
  bar.querySelector("[data-pin-selected]").addEventListener("click", () => pinSelected(bar.querySelector("[data-pin-elsewhere]").value));
  bar.querySelector("[data-pin-elsewhere]").addEventListener("change", ({ target }) => aimAt(target.value));
  dialog.addEventListener("submit", pinTicked);
  dialog.querySelector("[data-pin-close]").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => cardOf(opener).querySelector("[data-pin-open]").focus());
}
