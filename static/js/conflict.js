// Two versions of one sheet side by side. Field by field a person says which one stays; nothing is dropped unseen.

const made = (tag, text, className = "") => Object.assign(document.createElement(tag), { textContent: text, className });

function inWords(value) {
  return value.replaceAll("_", " ") || "empty";
}

function titleOf(name) {
  const control = document.getElementById(name);
  const label = control?.type === "radio" ? "level" : (control?.labels?.[0]?.textContent.trim() ?? name);
  const card = control?.closest("fieldset")?.querySelector("legend span")?.textContent;
  return card ? `${card}: ${label}` : label;
}

function option(name, side, words, isChosen) {
  const label = made("label", "", "sa-conflict__option");
  const radio = Object.assign(document.createElement("input"), { type: "radio", name: `keep-${name}`, value: side, checked: isChosen });
  label.append(radio, made("span", words, "sa-conflict__text"));
  return label;
}

function pair({ name, mine, theirs }, base, sides) {
  const whole = made("fieldset", "", "sa-conflict__pair");
  const isTheirs = base !== undefined && mine === String(base[name] ?? "");
  whole.dataset.field = name;
  whole.append(
    made("legend", titleOf(name)),
    option(name, "mine", `${sides.mine}: ${inWords(mine)}`, !isTheirs),
    option(name, "theirs", `${sides.theirs}: ${inWords(theirs)}`, isTheirs),
  );
  return whole;
}

const picksIn = (panel) =>
  [...panel.querySelectorAll("[data-field]")].filter((each) => each.querySelector(":checked").value === "theirs").map((each) => each.dataset.field);

// Resolves with the names of the fields of which the other version is taken.
export function choose(panel, { sentence, pairs, base, sides }) {
  panel.querySelector("[data-conflict-sentence]").textContent = sentence;
  panel.querySelector("[data-conflict-fields]").replaceChildren(...pairs.map((each) => pair(each, base, sides)));
  panel.hidden = false;
  panel.focus();
  return new Promise((resolve) => {
    const done = (names) => {
      panel.hidden = true;
      resolve(names);
    };
    panel.querySelector("[data-conflict-chosen]").onclick = () => done(picksIn(panel));
    panel.querySelector("[data-conflict-theirs]").onclick = () => done(pairs.map(({ name }) => name));
  });
}
