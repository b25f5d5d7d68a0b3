// The preview beside a list, the help of keys, and the question before a step that cannot be taken back.
import htmx from "./htmx.js";

const panel = () => document.getElementById("preview");
let opener = null;

export function showPreview(url) {
  const target = panel();
  if (!target || !url) return;
  if (target.hidden) opener = document.activeElement;
  target.hidden = false;
  htmx.ajax("GET", url, { target: "#preview-body", swap: "innerHTML" });
}

export function closePreview() {
  const target = panel();
  if (!target || target.hidden) return false;
  target.hidden = true;
  document.getElementById("preview-body").replaceChildren();
  opener?.focus();
  return true;
}

function ask(question, yes) {
  const dialog = document.getElementById("confirm");
  dialog.querySelector("#confirm-question").textContent = question;
  dialog.returnValue = "no";
  dialog.addEventListener("close", () => dialog.returnValue === "yes" && yes(), { once: true });
  dialog.showModal();
}

function guardSubmit(event) {
  const words = event.submitter?.dataset.confirm ?? event.target.dataset.confirm;
  if (!words || event.target.dataset.confirmed) return;
  event.preventDefault();
  ask(words, () => {
    event.target.dataset.confirmed = "yes";
    event.target.requestSubmit(event.submitter);
    delete event.target.dataset.confirmed;
  });
}

function clicked(event) {
  const opens = event.target.closest("[data-opens]");
  if (opens) document.getElementById(opens.dataset.opens)?.showModal();
  if (event.target.closest("[data-closes]")) event.target.closest("[data-closes]").parentElement.remove();
  if (event.target.closest("[data-close-preview]")) closePreview();
  if (event.target.closest("[aria-disabled=true]")) event.preventDefault();
  for (const open of document.querySelectorAll("details.bh-switch[open], details.bh-add-filter[open], details.bh-more[open]")) {
    if (!open.contains(event.target)) open.open = false;
  }
}

export function startDialogs() {
  document.addEventListener("click", clicked);
  document.addEventListener("submit", guardSubmit, { capture: true });
  document.addEventListener("htmx:confirm", (event) => {
    if (!event.detail.question) return;
    event.preventDefault();
    ask(event.detail.question, () => event.detail.issueRequest(true));
  });
  document.querySelector("[data-takes-focus]")?.focus();
}
