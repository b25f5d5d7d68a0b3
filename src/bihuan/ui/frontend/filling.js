// A questionnaire on the phone. It works without script; this takes a slip's code from the printed QR code, where it
// stands behind the # that no server ever sees, and lets "none of these" stand alone.
const SLIP = "bihuan-slip";

function takeSlip(root) {
  try {
    if (root.querySelector("[data-keep-fragment]") && location.hash.length > 1) {
      sessionStorage.setItem(SLIP, decodeURIComponent(location.hash.slice(1)));
      history.replaceState(null, "", location.pathname);
    }
    const field = root.querySelector("[data-from-fragment]");
    if (field) field.value ||= sessionStorage.getItem(SLIP) ?? "";
  } catch {
    // Storage may be switched off; the code is then typed.
  }
}

export function startFilling(root) {
  takeSlip(root);
  root.addEventListener("change", ({ target }) => {
    if (!target.matches?.("input[type=checkbox]") || !target.checked) return;
    const alone = "alone" in target.dataset;
    for (const other of target.form.querySelectorAll(`input[name="${CSS.escape(target.name)}"]`)) {
      if (other !== target && (alone || "alone" in other.dataset)) other.checked = false;
    }
  });
}
