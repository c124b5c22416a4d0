// Every way off a sheet: nobody leaves, submits or comes back by Back without what they wrote.

const STOPPED = 10_000;
const nextTask = () => new Promise((resolve) => setTimeout(resolve));

// Sent only when the server has just answered: a page without a connection would be lost to the browser's own.
async function submit(sheet, way, event) {
  if (way.isOpen) {
    if (way.isTaken) event.preventDefault();
    way.isTaken = true;
    return;
  }
  event.preventDefault();
  if (way.isAsking) return;
  way.isAsking = true;
  await nextTask(); // within the event itself a form lets nobody send it again
  await sheet.flush();
  way.isAsking = false;
  const isDraft = event.submitter?.value === "save";
  if (sheet.isRefused || (sheet.isSaved && !isDraft)) {
    way.isOpen = true;
    setTimeout(() => Object.assign(way, { isOpen: false, isTaken: false }), STOPPED);
    sheet.form.requestSubmit(event.submitter);
  } else if (!isDraft) {
    sheet.state.notSubmitted();
  }
}

async function follow(sheet, event) {
  if (!sheet.isDirty || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const { href } = event.currentTarget;
  await sheet.flush();
  const mayGo = sheet.isKept && !sheet.isBlocked && sheet.state.reason !== "offline";
  if (sheet.isSaved || mayGo) location.assign(href);
}

async function comeBack(sheet) {
  if (sheet.isDirty) await sheet.flush();
  if (!sheet.isDirty || sheet.isKept) location.reload();
}

export function guardLeaving(sheet) {
  const way = { isAsking: false, isOpen: false, isTaken: false };
  sheet.form.addEventListener("submit", (event) => submit(sheet, way, event));
  for (const link of document.querySelectorAll("[data-leave]")) {
    link.addEventListener("click", (event) => follow(sheet, event));
  }
  window.addEventListener("beforeunload", (event) => {
    if (sheet.isDirty && !sheet.isKept) event.preventDefault();
  });
  window.addEventListener("pageshow", ({ persisted }) => persisted && comeBack(sheet));
}
