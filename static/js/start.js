// Starts GOV.UK Frontend on what the page holds now and on what htmx brings later.
import { initAll } from "../vendor/govuk-frontend.min.js";

const { classList } = document.body;
classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  classList.add("govuk-frontend-supported");
}
initAll();
for (const tab of document.querySelectorAll(".sa-tabs [aria-current]")) {
  const list = tab.closest(".sa-tabs__list");
  list.scrollLeft = tab.offsetLeft - list.offsetLeft - (list.clientWidth - tab.offsetWidth) / 2;
}

document.addEventListener("htmx:after:swap", (event) => {
  const scope = event.target instanceof Element ? event.target : document;
  initAll({ scope });
});
