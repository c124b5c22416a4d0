// Counts a reply as its network does while it is written, shows it as the author will see it, and copies it.
// Without scripts the server counts and shows.

const ADDRESS = /https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]]|(?<![\w@.])(?:[a-z0-9-]+\.)+(?:com|org|net|io|app|dev|info|co|ai|edu|gov|uk|de|fr|eu)\b(?:\/\S*[^\s.,;:!?)\]])?/gi;
const WHOLE_ADDRESS = /https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]]/gi;
const FAR_HANDLE = /(?<![\w/@])(@\w+(?:[.-]+\w+)*)@[\w.-]*\w/g;
const ADDRESS_COUNTS = 23;
const LIGHT = [[0, 4351], [8192, 8205], [8208, 8223], [8242, 8247]];
const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

const weigh = (letter) => (LIGHT.some(([low, high]) => letter.codePointAt(0) >= low && letter.codePointAt(0) <= high) ? 1 : 2);

function weighWhole(segment) {
  return /\p{Extended_Pictographic}|\p{Regional_Indicator}{2}|\u20e3/u.test(segment) && [...segment].some((letter) => weigh(letter) === 2)
    ? 2
    : [...segment].reduce((sum, letter) => sum + weigh(letter), 0);
}

export function lengthOnX(text) {
  const normal = text.normalize("NFC");
  const addresses = normal.match(ADDRESS)?.length ?? 0;
  const rest = normal.replace(ADDRESS, "");
  return [...graphemes.segment(rest)].reduce((sum, { segment }) => sum + weighWhole(segment), addresses * ADDRESS_COUNTS);
}

export const lengthAsSeen = (text) => [...graphemes.segment(text.normalize("NFC"))].length;

export function lengthOnMastodon(text) {
  const addresses = text.match(WHOLE_ADDRESS)?.length ?? 0;
  return addresses * ADDRESS_COUNTS + lengthAsSeen(text.replace(WHOLE_ADDRESS, "").replace(FAR_HANDLE, "$1"));
}

const WAYS = { x: lengthOnX, mastodon: lengthOnMastodon };

function count(form) {
  const longest = Number(form.dataset.longest);
  const words = form.querySelector("[data-reply-count]");
  const text = form.querySelector("textarea").value.trim();
  const length = (WAYS[form.dataset.network] ?? lengthAsSeen)(text);
  words.firstChild.data = words.firstChild.data.replace(/^\d+/, length);
  words.classList.toggle("sa-reply__count--over", Boolean(longest) && length > longest);
  show(text);
}

function show(text) {
  const preview = document.querySelector("[data-reply-preview]");
  if (!preview) return;
  const parts = text.split(/(https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]])/i).map((part, place) => {
    if (place % 2 === 0) return part;
    const link = document.createElement("span");
    link.className = "sa-preview__link";
    link.textContent = part.replace(/^https?:\/\//i, "");
    return link;
  });
  preview.replaceChildren(...parts);
}

function offerCopy(button) {
  const field = document.querySelector("[data-copy]");
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(field.value);
    button.textContent = "Copied";
    const said = document.querySelector("[data-copied]");
    if (said) said.textContent = "The text is copied.";
  });
}

// Ctrl or Command with Enter, while writing, says that the words are ready.
function finish(event) {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  event.currentTarget.requestSubmit(event.currentTarget.querySelector("[data-reply-ready]"));
}

for (const form of document.querySelectorAll("[data-reply]")) {
  form.addEventListener("input", () => count(form));
  form.addEventListener("keydown", finish);
  count(form);
}
document.querySelectorAll("[data-copy-button]").forEach(offerCopy);
