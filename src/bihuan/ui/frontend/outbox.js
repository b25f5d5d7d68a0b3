// What waits on this device until the server has it: kept first, sent then, forgotten only when it has arrived.
export function queueAt(key) {
  const all = () => JSON.parse(localStorage.getItem(key) ?? "[]");
  const write = (entries) => localStorage.setItem(key, JSON.stringify(entries));
  return {
    all,
    add: (entry) => write([...all(), entry]),
    // Read anew each time: another tab may have added something meanwhile.
    forget: (mark) => write(all().filter((one) => one.mark !== mark)),
  };
}

async function freshToken() {
  const page = new DOMParser().parseFromString(await (await fetch(location.pathname)).text(), "text/html");
  document.body.dataset.csrf = page.body.dataset.csrf ?? "";
}

// `body` is FormData or URLSearchParams. An old token in it would win over the fresh one in the header.
export async function send(body, again = true) {
  body.delete("csrfmiddlewaretoken");
  const headers = { Accept: "application/json", "X-CSRFToken": document.body.dataset.csrf };
  const answer = await fetch(location.pathname, { method: "POST", headers, body });
  if (answer.status === 403 && again) {
    await freshToken();
    return send(body, false);
  }
  const readable = answer.headers.get("Content-Type")?.startsWith("application/json");
  return readable ? answer.json() : { unsure: true };
}
