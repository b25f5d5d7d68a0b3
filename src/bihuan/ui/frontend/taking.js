// Opinions of a meeting, taken down while it goes on. Every entry lies on this device before it is sent, and is
// forgotten only when the server has named it: neither a broken line nor a closed tab loses a word.
import { keepPage } from "./keeping.js";
import { queueAt, send } from "./outbox.js";

const SAVED = "bihuan-taking";

function show(list, entry, words, answer) {
  let line = list.querySelector(`[data-mark="${CSS.escape(entry.mark)}"]`);
  if (!line) {
    line = list.insertBefore(document.createElement("li"), list.firstChild);
    line.dataset.mark = entry.mark;
    line.append(document.createElement("b"), " ", document.createElement("span"), " ", document.createElement("small"));
    line.querySelector("span").textContent = entry.text;
  }
  const { url, label } = answer ?? {};
  const name = label ? Object.assign(document.createElement("a"), { href: url, textContent: label }) : words.here;
  line.querySelector("b").replaceChildren(name);
  line.querySelector("small").textContent = answer?.code ?? answer?.reasons?.join(" ") ?? "";
  line.toggleAttribute("data-waits", !answer?.label);
}

export function startTaking(root) {
  const form = root.querySelector("form[data-taking]");
  if (!form) return;
  const queue = queueAt(`${SAVED}:${location.pathname}`);
  const list = root.querySelector("[data-taken]");
  const state = root.querySelector("[data-taking-state]");
  const words = form.dataset;
  let sending = false;

  const tell = () => {
    const waiting = queue.all().length;
    state.textContent = waiting ? words.waiting.replace("0", waiting) : words.done;
  };

  const refused = new Set();
  const next = () => queue.all().find((one) => !refused.has(one.mark));

  // What the server does not take comes back into the form if that is free; otherwise it waits with its reason.
  function giveBack(entry, reasons) {
    refused.add(entry.mark);
    if (form.elements.text.value) return;
    form.elements.text.value = entry.text;
    queue.forget(entry.mark);
    list.querySelector(`[data-mark="${CSS.escape(entry.mark)}"]`)?.remove();
    state.textContent = reasons.join(" ");
  }

  async function flush() {
    if (sending || !navigator.onLine) return tell();
    sending = true;
    try {
      for (let entry = next(); entry; entry = next()) {
        const answer = await send(new URLSearchParams(entry));
        if (answer.unsure) return void (state.textContent = words.unsure);
        show(list, entry, words, answer);
        if (answer.label) queue.forget(entry.mark);
        tell();
        if (answer.reasons) giveBack(entry, answer.reasons);
      }
    } catch {
      tell();
      setTimeout(flush, 5000);
    } finally {
      sending = false;
    }
    return undefined;
  }

  form.addEventListener("submit", (event) => {
    const entry = { ...Object.fromEntries(new FormData(form)), mark: crypto.randomUUID() };
    if (!entry.text.trim()) return event.preventDefault();
    try {
      queue.add(entry);
    } catch {
      return undefined; // no room on this device: the form goes the ordinary way
    }
    event.preventDefault();
    show(list, entry, words);
    form.elements.text.value = form.elements.about_words.value = "";
    form.elements.text.focus();
    return void flush();
  });
  form.addEventListener("keydown", (event) => {
    const { text, group, speaker } = form.elements;
    // An Enter that only ends a Chinese word in the input method is not ours.
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.target === text) form.requestSubmit();
    else if (event.altKey && /^Digit\d$/.test(event.code) && group.options[+event.code[5]]) group.selectedIndex = +event.code[5];
    else if (event.altKey && event.key === "ArrowUp") speaker.value = +speaker.value + 1;
    else if (event.altKey && event.key === "ArrowDown") speaker.value = Math.max(1, speaker.value - 1);
    else return;
    event.preventDefault();
  });
  // Looking for similar opinions waits for the network, too.
  document.addEventListener("htmx:beforeRequest", (event) => navigator.onLine || event.preventDefault());
  addEventListener("online", flush);
  addEventListener("offline", tell);
  for (const entry of queue.all()) show(list, entry, words);
  flush();
  keepPage(form, SAVED).catch(() => {}); // without it the page still works while it stays open
}
