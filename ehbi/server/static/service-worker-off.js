// Takes the place of the service worker where `ehbi serve --no-offline` says so: forgets what was kept, and itself.
// It hears no `fetch`, so from its first moment a page asks the server again, whatever was wrong with the one before it.

const own = /** @type {any} */ (globalThis);

async function end() {
  const names = (await caches.keys()).filter((name) => name.startsWith("ehbi "));
  await Promise.all(names.map((name) => caches.delete(name)));
  await own.registration.unregister();
  // What is open has the other one until it is loaded anew; its case is in its address.
  const open = await own.clients.matchAll();
  await Promise.all(open.map((/** @type {any} */ page) => page.navigate(page.url)));
}

addEventListener("install", () => own.skipWaiting());
addEventListener("activate", (event) => /** @type {any} */ (event).waitUntil(end()));
