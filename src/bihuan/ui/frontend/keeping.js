// A page and its parts stay on the device, without anybody's words, so that it opens again without a network.
export async function keepPage(form, name) {
  if (!("serviceWorker" in navigator) || !("caches" in window)) return;
  await navigator.serviceWorker.register(form.dataset.worker, { scope: location.pathname });
  await navigator.serviceWorker.ready;
  const store = await caches.open(name);
  await store.put(location.pathname, await fetch(`${location.pathname}?kept`));
  const parts = performance.getEntriesByType("resource").map((one) => one.name);
  await store.addAll([...new Set(parts.filter((part) => new URL(part).pathname.startsWith("/static/")))]);
  form.dataset.opensOffline = "true";
}
