// Offers to copy a text; without scripts it stands there to be copied by hand.
for (const place of document.querySelectorAll("[data-copy]")) {
  const text = place.querySelector("[data-copy-text]");
  const button = place.querySelector("[data-copy-button]");
  const said = place.querySelector("[data-copy-said]");

  text.addEventListener("focus", () => text.select());
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text.value);
      said.textContent = "Copied.";
    } catch {
      text.focus();
      said.textContent = "Copy the code by hand.";
    }
  });
}
