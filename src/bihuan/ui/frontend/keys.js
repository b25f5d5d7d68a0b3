// Keys for those who work all day: j k x space enter / ? f c. Never while somebody writes.
import { showPreview, closePreview } from "./dialogs.js";

const rows = () => [...document.querySelectorAll("tr[data-row]")];
const current = () => document.querySelector("tr[data-row][aria-current]");

function writing(target) {
  return target.closest("input:not([type=checkbox]), textarea, select, [contenteditable], dialog[open]");
}

function go(step) {
  const all = rows();
  if (!all.length) return;
  const at = all.indexOf(current());
  const next = all[Math.min(Math.max(at + step, 0), all.length - 1)];
  current()?.removeAttribute("aria-current");
  next.setAttribute("aria-current", "true");
  (next.querySelector("a[href]") ?? next.querySelector("input"))?.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
  next.dispatchEvent(new CustomEvent("bihuan:row", { bubbles: true }));
  const panel = document.getElementById("preview");
  if (panel && !panel.hidden) showPreview(next.dataset.preview);
}

function pick() {
  current()?.querySelector("input[name=pk]")?.click();
}

function preview() {
  const row = current();
  if (!row?.dataset.preview) return false;
  showPreview(row.dataset.preview);
  return true;
}

function open(event) {
  const row = current();
  // A focused link, button or box keeps its own meaning of Enter.
  if (!row?.dataset.url || event.target.closest("a, button, input, summary")) return false;
  location.assign(row.dataset.url);
  return true;
}

function press(key) {
  const target = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  target?.click();
  return Boolean(target);
}

function filters() {
  const panel = document.querySelector("[data-filters]");
  if (!panel) return false;
  panel.open = true;
  panel.querySelector("input, select")?.focus();
  return true;
}

const moves = {
  j: () => go(1),
  k: () => go(-1),
  x: pick,
  " ": preview,
  Enter: open,
  "/": () => document.getElementById("search")?.focus(),
  "?": () => document.getElementById("keys")?.showModal(),
  f: filters,
};

export function startKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      if (!closePreview()) document.dispatchEvent(new CustomEvent("bihuan:clear"));
      return;
    }
    if (writing(event.target)) return;
    if (event.key === " " && event.target.closest("a, button, input, summary")?.matches("button, input, summary")) return;
    const move = moves[event.key];
    const done = move ? move(event) !== false : press(event.key);
    if (done) event.preventDefault();
  });
}
