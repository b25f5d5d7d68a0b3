// Selection of rows and the bar that says what can be done to them.
function refresh(form) {
  const boxes = [...form.querySelectorAll("input[name=pk]")];
  const picked = boxes.filter((box) => box.checked).length;
  const bar = form.querySelector(".bh-bulk");
  const all = form.querySelector("[data-pick-all]");
  if (!bar) return;
  bar.hidden = picked === 0;
  bar.querySelector("[data-picked]").textContent = String(picked);
  all.checked = picked > 0 && picked === boxes.length;
  all.indeterminate = picked > 0 && picked < boxes.length;
}

function setAll(form, checked) {
  for (const box of form.querySelectorAll("input[name=pk]")) box.checked = checked;
  refresh(form);
}

export function startBulk() {
  let last = null;

  document.addEventListener("click", (event) => {
    const box = event.target.closest("input[name=pk]");
    const form = event.target.closest("form[data-bulk]");
    if (!form) return;
    if (event.target.closest("[data-unpick]")) setAll(form, false);
    if (!box) return;
    // Shift picks everything between this row and the one before.
    if (event.shiftKey && last?.isConnected) {
      const boxes = [...form.querySelectorAll("input[name=pk]")];
      const [from, to] = [boxes.indexOf(last), boxes.indexOf(box)].sort((a, b) => a - b);
      for (const between of boxes.slice(from, to + 1)) between.checked = box.checked;
    }
    last = box;
    refresh(form);
  });

  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-bulk]");
    if (form && event.target.matches("[data-pick-all]")) setAll(form, event.target.checked);
  });

  document.addEventListener("bihuan:clear", () => {
    for (const form of document.querySelectorAll("form[data-bulk]")) setAll(form, false);
  });
}
