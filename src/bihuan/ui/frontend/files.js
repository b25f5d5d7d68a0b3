// A file field in the language of the page: browsers name theirs in the language of the computer.
// The field itself stays, unseen but focusable, so that labels, keys and forms know it as ever.
function say(field, name) {
  const names = [...field.files].map((file) => file.name);
  name.textContent = names.join("、") || document.body.dataset.fileNone;
}

function dress(field) {
  const frame = document.createElement("span");
  const button = document.createElement("span");
  const name = document.createElement("span");
  frame.className = "bh-file";
  button.className = "bh-btn";
  name.className = "bh-file-name";
  frame.setAttribute("aria-hidden", "true");
  button.textContent = document.body.dataset.fileChoose;
  frame.append(button, name);
  field.classList.add("bh-file-native");
  field.after(frame);
  frame.addEventListener("click", () => field.click());
  field.addEventListener("change", () => say(field, name));
  field.form?.addEventListener("reset", () => setTimeout(() => say(field, name)));
  say(field, name);
}

function dressAll(root) {
  for (const field of root.querySelectorAll("input[type=file]:not(.bh-file-native)")) dress(field);
}

export function startFiles(root) {
  if (!document.body.dataset.fileChoose) return;
  dressAll(root);
  document.addEventListener("htmx:afterSwap", (event) => dressAll(event.target));
}
