// Tells the site which posts of a list stood on the screen for a second, each once, so that outreach can be counted.

const STOOD = 1000;
const TOGETHER = 1500;
const waiting = new Set();
let timer = 0;

function idOf(item) {
  const link = item.querySelector('a[href*="/curate/mentions/"]');
  return link ? new URL(link.href).pathname.split("/").pop() : "";
}

function send() {
  const token = document.querySelector("input[name=csrf_token]");
  if (!token || !waiting.size) {
    return;
  }
  const said = new FormData();
  said.append("csrf_token", token.value);
  for (const id of waiting) {
    said.append("post", id);
  }
  waiting.clear();
  fetch("/curate/outreach/shown", { method: "POST", body: said, keepalive: true }).catch(() => {});
}

function note(item) {
  const id = idOf(item);
  if (id) {
    waiting.add(id);
    clearTimeout(timer);
    timer = setTimeout(send, TOGETHER);
  }
}

const clocks = new Map();
const seen = new IntersectionObserver(
  (changes) => {
    for (const { target, isIntersecting } of changes) {
      clearTimeout(clocks.get(target));
      if (isIntersecting && document.visibilityState === "visible") {
        clocks.set(
          target,
          setTimeout(() => {
            seen.unobserve(target);
            note(target);
          }, STOOD),
        );
      }
    }
  },
  { threshold: 0.5 },
);

for (const item of document.querySelectorAll("[data-keys-item]")) {
  seen.observe(item);
}
