// Ctrl or Command with Enter, while writing, sends the form the words belong to.

function send(event) {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  event.currentTarget.requestSubmit(event.currentTarget.querySelector("button:not([type=button])"));
}

document.querySelectorAll("[data-ready]").forEach((form) => form.addEventListener("keydown", send));
