// The sum of the weights while they are typed; the server counts again when the draft is saved.
const sum = document.querySelector("[data-weights]");
const weights = [...document.querySelectorAll("[data-weight]")];

const tell = () => {
  const total = weights.reduce((points, each) => points + (Number.parseInt(each.value, 10) || 0), 0);
  const left = 100 - total;
  const rest = left > 0 ? `: ${left} missing` : left < 0 ? `: ${-left} too many` : "";
  const figure = document.createElement("strong");
  figure.textContent = String(total);
  sum.replaceChildren("The weights sum to ", figure, ` of 100${rest}.`);
};

for (const each of weights) {
  each.addEventListener("input", tell);
}
