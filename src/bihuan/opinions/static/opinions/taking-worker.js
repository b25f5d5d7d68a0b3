// Opens a page without a network whose copy that page itself put into the cache (taking opinions down, visiting a unit).
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  const kept = () => caches.match(event.request, { ignoreSearch: true, ignoreVary: true });
  event.respondWith(fetch(event.request).catch(async () => (await kept()) ?? Response.error()));
});
