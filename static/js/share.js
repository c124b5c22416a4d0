// Offers to share a link by the device's own means, or to copy it; without scripts the link stands there to be copied.

document.querySelectorAll("[data-share]").forEach((place) => {
  const link = place.querySelector("[data-share-link]");
  const button = place.querySelector("[data-share-button]");
  const said = place.querySelector("[data-share-said]");
  const canShare = typeof navigator.share === "function";

  link.addEventListener("focus", () => link.select());
  if (!canShare && !navigator.clipboard) return;
  button.hidden = false;
  if (canShare) button.textContent = "Share the link";

  button.addEventListener("click", async () => {
    try {
      if (canShare) {
        await navigator.share({ title: document.title, url: link.value });
        return;
      }
      await navigator.clipboard.writeText(link.value);
      said.textContent = "Copied.";
    } catch (error) {
      if (error.name !== "AbortError") {
        link.focus();
        said.textContent = "Copy the link by hand.";
      }
    }
  });
});
