// HTMX under the strict browser policy. Its switches stand in <meta name="htmx-config">; they are repeated here
// because a page that forgets the meta element must not become laxer.
import htmx from "htmx.org";

Object.assign(htmx.config, {
  allowEval: false,
  includeIndicatorStyles: false,
  selfRequestsOnly: true,
  historyCacheSize: 0,
  // A refusal (409) and a form sent back (422) carry words for the reader: show them.
  responseHandling: [
    { code: "204", swap: false },
    { code: "[23]..", swap: true },
    { code: "409", swap: true },
    { code: "422", swap: true },
    { code: "[45]..", swap: false, error: true },
  ],
});

document.addEventListener("htmx:configRequest", (event) => {
  const token = document.body.dataset.csrf;
  if (token && event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = token;
});

export default htmx;
