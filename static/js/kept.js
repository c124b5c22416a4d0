// On the list of one's entries: says at which of them words wait that only this device has.
import { isKept } from "./drafts.js";

for (const note of document.querySelectorAll("[data-kept]")) {
  note.hidden = !isKept(note.dataset.kept);
}
