// Who is logged in on this device now, asked of the server after it refused a page its word: the session may have
// ended, another person may have come, or only the token is old.

const personIn = (page) => page.querySelector("[data-person]")?.dataset.person;

export async function findStanding(address) {
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  if (answer.status === 401 || answer.redirected) return { is: "out" };
  if (answer.status >= 500 || answer.status === 429) return { is: "busy" };
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (personIn(page) !== personIn(document)) return { is: "other" };
  if (!answer.ok) return { is: "gone" };
  const form = page.querySelector("form[data-autosave]");
  if (!form) return { is: "shut" };
  return { is: "same", token: form.elements.csrf_token?.value };
}
