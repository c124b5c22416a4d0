// Ticks every box of a list at once, or none when all are ticked. Without scripts each is ticked by itself.

const button = document.querySelector("[data-tick-all]");

function tickAll() {
  const boxes = [...document.querySelectorAll("input[name=chosen]")];
  const wanted = boxes.some((box) => !box.checked);
  for (const box of boxes) {
    box.checked = wanted;
  }
}

if (button) {
  button.closest("[data-tick]").hidden = false;
  button.addEventListener("click", tickAll);
}
