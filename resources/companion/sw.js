// Keeps the page's own files, so that an installed Studyleaf opens when its server is away. Never anything of /api.
const SHELF = "studyleaf-page";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  const ours = url.origin === self.location.origin && (url.pathname === "/" || url.pathname.startsWith("/assets/"));
  if (event.request.method === "GET" && ours) event.respondWith(freshOrKept(event.request, url));
});

async function freshOrKept(request, url) {
  const shelf = await caches.open(SHELF);
  try {
    const fresh = await fetch(request);
    if (fresh.ok) await shelf.put(url.pathname, fresh.clone());
    return fresh;
  } catch (error) {
    const kept = await shelf.match(url.pathname);
    if (kept) return kept;
    throw error;
  }
}
