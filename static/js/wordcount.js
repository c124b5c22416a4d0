// Says under a story how many words it has, a moment after one stops typing.

const WAIT = 600;
const SEGMENTS = "Segmenter" in Intl ? new Intl.Segmenter(undefined, { granularity: "word" }) : null;

function countWords(text) {
  if (!SEGMENTS) return text.split(/\s+/).filter(Boolean).length;
  return [...SEGMENTS.segment(text)].filter(({ isWordLike }) => isWordLike).length;
}

function inWords(count) {
  if (count === 0) return "";
  const words = `${count} ${count === 1 ? "word" : "words"} so far.`;
  return count < 40 ? `${words} A few sentences are enough, and details help.` : words;
}

document.querySelectorAll("[data-word-count]").forEach((field) => {
  const place = document.getElementById(field.dataset.wordCount);
  let waiting = 0;
  const say = () => {
    place.textContent = inWords(countWords(field.value));
  };
  place.hidden = false;
  say();
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(say, WAIT);
  });
});
