// Two panes: the row on which one stands is shown beside the list, Enter goes over to it, and to its own page from there.
import htmx from "./htmx.js";

const pane = () => document.getElementById("desk-voice");

function show(row, { go = false } = {}) {
  const target = pane();
  if (!target || !row?.dataset.preview) return;
  // The conditions of the list travel with the pane, so that whatever is done there comes back to the same list.
  const url = row.dataset.preview + location.search;
  htmx.ajax("GET", url, { target: "#desk-voice", swap: "innerHTML show:none" }).then(() => {
    if (go) enter();
  });
}

function enter() {
  const target = pane();
  target.focus({ preventScroll: true });
  // Where the pane stands below the list, as on a phone, one wants its beginning.
  target.scrollIntoView({ block: matchMedia("(max-width: 64rem)").matches ? "start" : "nearest" });
}

function clicked(event) {
  const row = event.target.closest("[data-desk] tr[data-row]");
  if (!row || event.ctrlKey || event.metaKey || event.target.closest("input")) return;
  event.preventDefault();
  for (const other of document.querySelectorAll("[data-desk] tr[aria-current]")) other.removeAttribute("aria-current");
  row.setAttribute("aria-current", "true");
  show(row, { go: true });
}

function pressed(event) {
  if (event.key !== "Enter" || event.ctrlKey || event.metaKey || event.altKey) return;
  const target = pane();
  if (event.target === target) {
    event.preventDefault();
    target.querySelector("[data-desk-open]")?.click();
  } else if (event.target.closest("[data-desk] tr[data-row]") && !event.target.matches("input")) {
    event.preventDefault();
    event.stopPropagation();
    enter();
  }
}

export function startDesk() {
  if (!pane()) return;
  document.addEventListener("bihuan:row", (event) => show(event.target));
  document.addEventListener("click", clicked);
  document.addEventListener("keydown", pressed, { capture: true });
  document.querySelector("[data-desk] tr[data-row]")?.setAttribute("aria-current", "true");
}
