// The judge's sheet as it is filled in: what is answered, which criterion is next, when a comment is due.
import { makeCurrent, moveTo } from "./keys.js";

const NEEDS_COMMENT = ["1", "2", "5"];

const form = document.querySelector("form[data-scoring]");
const cards = form ? [...form.querySelectorAll("[data-criterion]")] : [];
const answerOn = (card) => card.querySelector("[type=radio]:checked")?.value;

function showProgress() {
  const answered = cards.filter(answerOn).length;
  const words = document.querySelector("[data-progress-words]");
  if (words) {
    words.textContent = `${answered} of ${cards.length} answered`;
    document.querySelector("[data-progress] progress").value = answered;
  }
  for (const card of cards) {
    const link = document.querySelector(`[data-jump="${card.dataset.criterion}"]`);
    link?.toggleAttribute("data-answered", Boolean(answerOn(card)));
  }
}

const commentOn = (card) => card.querySelector("[name^=comment_]");
const isDue = (card) => NEEDS_COMMENT.includes(answerOn(card)) && commentOn(card)?.value.trim() === "";

function showRemarks(card) {
  const due = card.querySelector("[data-due]");
  if (due) due.hidden = !isDue(card);
  if (isDue(card)) {
    card.querySelector("[data-remarks]").open = true;
  }
}

// On to what has no answer yet, else to a comment that is due, else down.
function goOn(card) {
  const later = cards.slice(cards.indexOf(card) + 1);
  const next = later.find((other) => !answerOn(other)) ?? cards.find((other) => !answerOn(other) || isDue(other)) ?? later[0];
  if (next) {
    moveTo(next);
  }
}

function start() {
  form.addEventListener("input", ({ target }) => {
    const card = target.closest("[data-criterion]");
    if (card) showRemarks(card);
    if (target.type === "radio") showProgress();
  });
  form.addEventListener("keys:used", ({ target }) => {
    if (target.type === "radio") {
      goOn(target.closest("[data-criterion]"));
    }
  });
  form.addEventListener("autosave:filled", () => {
    cards.forEach(showRemarks);
    showProgress();
  });
  const first = cards.find((card) => !answerOn(card)) ?? cards[0];
  if (first) {
    makeCurrent(first);
  }
  showProgress();
}

if (form) {
  start();
}
