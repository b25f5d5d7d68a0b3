// The checklist of a visit on the phone. Every entry, photographs included, lies on this phone before it is sent, and is
// forgotten only when the server has answered for it: a dead zone between two schools loses nothing and doubles nothing.
import { chestAt } from "./chest.js";
import { keepPage } from "./keeping.js";
import { send } from "./outbox.js";

const SAVED = "bihuan-visiting";

function formOf(root, entry) {
  const item = entry.fields.find(([name]) => name === "item")?.[1] ?? "";
  const lineOf = (form) => form.elements.namedItem("item")?.value ?? ""; // `.item` is a method of every collection
  return [...root.querySelectorAll("form[data-note]")].find((form) => lineOf(form) === item);
}

function show(root, entry, words, answer) {
  const form = formOf(root, entry);
  const list = form?.querySelector("[data-kept]");
  if (!list) return;
  let line = list.querySelector(`[data-mark="${CSS.escape(entry.mark)}"]`);
  if (!line) {
    line = list.appendChild(document.createElement("li"));
    line.dataset.mark = entry.mark;
    line.append(document.createElement("b"), " ", document.createElement("span"));
    line.querySelector("span").textContent = entry.fields.find(([name]) => name === "note")?.[1] ?? "";
  }
  line.querySelector("b").textContent = answer?.label ?? answer?.reasons?.join(" ") ?? words.here;
  line.toggleAttribute("data-waits", !answer?.label);
}

export function startVisiting(document) {
  const root = document.querySelector("[data-visiting]");
  if (!root) return;
  const words = root.dataset;
  const chest = chestAt(`${location.pathname}:${words.person}`);
  const state = root.querySelector("[data-visiting-state]");
  const refused = new Set();
  let sending = false;

  const tell = async () => {
    const waiting = (await chest.all()).length;
    state.textContent = waiting ? words.waiting.replace("0", waiting) : words.done;
  };

  async function flush() {
    if (sending || !navigator.onLine) return tell();
    sending = true;
    try {
      for (const entry of await chest.all()) {
        if (refused.has(entry.mark)) continue;
        const body = new FormData();
        for (const [name, value] of entry.fields) body.append(name, value);
        const answer = await send(body);
        if (answer.unsure) return void (state.textContent = words.unsure);
        show(root, entry, words, answer);
        if (answer.label) await chest.forget(entry.mark);
        else refused.add(entry.mark); // it waits here with its reason
      }
      await tell();
    } catch {
      await tell();
      setTimeout(flush, 5000);
    } finally {
      sending = false;
    }
    return (await chest.all()).some((one) => !refused.has(one.mark)) ? flush() : undefined;
  }

  async function keep(form) {
    const mark = crypto.randomUUID();
    const fields = [...new FormData(form).entries()].filter(([name, value]) => name !== "mark" && (value.size !== 0 || value.name));
    const entry = { mark, fields: [...fields, ["mark", mark]] };
    await chest.add(entry);
    show(root, entry, words);
    form.reset();
    return flush();
  }

  root.addEventListener("submit", (event) => {
    event.preventDefault();
    const form = event.target;
    // No room on this device: the entry goes the ordinary way, as long as there is a network.
    keep(form).catch(() => form.submit());
  });
  addEventListener("online", flush);
  addEventListener("offline", tell);
  chest
    .all()
    .then((entries) => entries.forEach((entry) => show(root, entry, words)))
    .then(flush);
  keepPage(root, SAVED).catch(() => {}); // without it the page still works while it stays open
}
