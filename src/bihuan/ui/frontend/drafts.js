// Unsent words are kept on this device: a lost connection or a wrong click costs nothing.
// Workbench forms use localStorage; public pages only sessionStorage, which ends with the tab.
const PREFIX = "bihuan-draft:";
const SENT = "bihuan-sent";

function keyOf(form) {
  return `${PREFIX}${location.pathname}:${form.dataset.draft}`;
}

function fieldsOf(form) {
  const kept = "input:not([type=hidden], [type=password], [type=file], [type=submit]), textarea, select";
  return [...form.querySelectorAll(kept)].filter((field) => field.name);
}

function read(form) {
  return fieldsOf(form).map((field) =>
    field.matches("[type=checkbox], [type=radio]") ? [field.name, field.value, field.checked] : [field.name, field.value],
  );
}

function write(form, values) {
  for (const [name, value, checked] of values) {
    for (const field of fieldsOf(form).filter((one) => one.name === name)) {
      if (!field.matches("[type=checkbox], [type=radio]")) field.value = value;
      else if (field.value === value) field.checked = checked;
    }
  }
}

function say(form, words) {
  const place = form.querySelector(".bh-draft-state");
  if (place) place.textContent = words ?? "";
}

function keep(form, store) {
  const key = keyOf(form);
  const untouched = JSON.stringify(read(form));
  const saved = store.getItem(key);
  // A form that came back with its words (a refusal) knows better than the draft.
  if (saved && !form.querySelector("[aria-invalid=true]")) {
    write(form, JSON.parse(saved));
    say(form, document.body.dataset.draftFound);
  }
  let timer;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const now = JSON.stringify(read(form));
      if (now === untouched) store.removeItem(key);
      else store.setItem(key, now);
      say(form, document.body.dataset.draftKept);
    }, 400);
  });
  form.addEventListener("submit", () => store.setItem(SENT, key));
}

export function startDrafts(root, { session }) {
  let store;
  try {
    store = session ? sessionStorage : localStorage;
    // The page after a sent form: unless the same form came back, its words have arrived.
    const sent = store.getItem(SENT);
    store.removeItem(SENT);
    const forms = [...root.querySelectorAll("form[data-draft]")];
    if (sent && !forms.some((form) => keyOf(form) === sent)) store.removeItem(sent);
    for (const form of forms) keep(form, store);
  } catch {
    // Storage may be switched off; the form works without.
  }
}
