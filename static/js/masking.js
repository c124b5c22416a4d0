// Takes the passage that is selected in the story, by mouse or keyboard, into the form, with its place in characters.

const form = document.querySelector("[data-mask-form]");
const story = document.querySelector("[data-mask-story]");
const text = document.querySelector("[data-mask-text]");

const characters = (words) => [...words].length;

function take(words, before) {
  const start = words.length - words.trimStart().length;
  const passage = words.trim();
  if (!passage) return;
  form.elements.passage.value = passage;
  form.elements.start.value = characters(before + words.slice(0, start));
}

function selectedInText() {
  const { value, selectionStart, selectionEnd } = text;
  return [value.slice(selectionStart, selectionEnd), value.slice(0, selectionStart)];
}

function selectedInStory() {
  const selection = document.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return ["", ""];
  const range = selection.getRangeAt(0);
  if (!story.contains(range.commonAncestorContainer)) return ["", ""];
  const before = document.createRange();
  before.setStart(story, 0);
  before.setEnd(range.startContainer, range.startOffset);
  return [range.toString(), before.toString()];
}

if (form && story) {
  document.querySelector("[data-mask-keyboard]").hidden = false;
  document.addEventListener("selectionchange", () => {
    take(...(document.activeElement === text ? selectedInText() : selectedInStory()));
  });
  form.elements.passage.addEventListener("input", () => {
    form.elements.start.value = "";
  });
}
