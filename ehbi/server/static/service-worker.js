// The service worker of the desk's page: gives the page where there is no server, of the newest revision that was had.
//
// It keeps that page with the scripts and the first pictures that it names, and no more. All else that the page asks goes to the server as if there
// were no service worker: the guide above all, and whatever has a query.

/** @typedef {Event & {waitUntil(done: Promise<unknown>): void}} Phase */
/** @typedef {Phase & {request: Request, preloadResponse?: Promise<Response | undefined>, respondWith(answer: Promise<Response>): void}} Asked */

// What a service worker has, of which a page's types know nothing.
const own = /** @type {any} */ (globalThis);
const scope = /** @type {string} */ (own.registration.scope);
/** Of this address alone: another EHBI on the same host has another. */
const KEPT = `ehbi ${scope}`;
/** How long a server may take before the page that is kept is shown. */
const PATIENCE = 3000;
const PAGE = /^<!DOCTYPE html>\s*<html lang="nl" data-served/;
const SCRIPT = /(?:href|src)="(\.\/assets\/[^"]+\.js)"/g;
const PICTURE = /src="(\.\/pictures\/[0-9a-f]{32}\.webp)"/g;
/** Pictures that are kept: some five megabytes. */
const MOST_PICTURES = 40;

/** What a request is to us. @param {Request} request @returns {"page" | "part" | ""} */
export function purpose({ method, mode, url }) {
  const { href, pathname } = new URL(url);
  if (method !== "GET") return "";
  if (mode === "navigate") return href.split("#")[0] === scope ? "page" : "";
  const inside = href.startsWith(scope) && pathname.slice(new URL(scope).pathname.length);
  return inside && /^(assets\/\w+\/ehbi\/[\w-]+\.js|pictures\/[0-9a-f]{32}\.webp)$/.test(inside) && !href.includes("?") ? "part" : "";
}

/** The addresses of the scripts of a page; none when it is not ours: a proxy or a hotspot can answer too. @param {string} html */
export function scriptsOf(html) {
  if (!PAGE.test(html)) return [];
  return [...new Set([...html.matchAll(SCRIPT)].map(([, path]) => new URL(path, scope).href))];
}

/** The addresses of its first pictures. @param {string} html */
export const picturesOf = (html) =>
  [...new Set([...html.matchAll(PICTURE)].map(([, path]) => new URL(path, scope).href))].slice(0, MOST_PICTURES);

/** @param {Response} answer */
async function keepNow(answer) {
  const page = answer.clone();
  const html = await answer.text();
  const [scripts, pictures] = [scriptsOf(html), picturesOf(html)];
  if (!page.ok || !scripts.length) return;
  const cache = await caches.open(KEPT);
  const before = (await cache.keys()).map(({ url }) => url);
  await cache.addAll(scripts.filter((url) => !before.includes(url)));
  // Only now: a page that is kept has all its scripts. The one before it is gone with this.
  await cache.put(scope, page);
  const kept = [scope, ...scripts, ...pictures];
  await Promise.all(before.filter((url) => !kept.includes(url)).map((url) => cache.delete(url)));
  // A page is good without a picture that cannot be had.
  await Promise.allSettled(pictures.filter((url) => !before.includes(url)).map((url) => cache.addAll([url])));
}

/** One after another, and nobody's trouble when it fails. @type {Promise<void>} */
let keeping = Promise.resolve();
/** @param {Response} answer */
const keep = (answer) => (keeping = keeping.then(() => keepNow(answer)).catch(() => {}));
/** Have the page of now; the server says by its ETag when that is what the browser has. */
const renew = () => fetch(scope, { cache: "no-cache" }).then(keep, () => {});
/** @param {Request | string} what */
const kept = (what) => caches.match(what, { cacheName: KEPT, ignoreVary: true });

/** @param {Asked} event @returns {Promise<Response>} */
async function pageFor(event) {
  const asked = Promise.resolve(event.preloadResponse).then((answer) => answer ?? fetch(event.request));
  event.waitUntil(asked.then((answer) => (answer.ok ? keep(answer.clone()) : undefined)).catch(() => {}));
  const page = await kept(scope);
  if (!page) return asked;
  const slow = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  const answer = /** @type {Response | undefined} */ (await Promise.race([asked.catch(() => undefined), slow]));
  return answer && answer.status < 500 ? answer : page;
}

addEventListener("install", (event) => /** @type {Phase} */ (event).waitUntil(Promise.all([own.skipWaiting(), renew()])));
// The page is asked for while the service worker starts.
addEventListener("activate", (event) => /** @type {Phase} */ (event).waitUntil(Promise.resolve(own.registration.navigationPreload?.enable())));
// An open page has heard of a newer revision.
addEventListener("message", (event) => /** @type {Phase} */ (/** @type {Event} */ (event)).waitUntil(renew()));
addEventListener("fetch", (event) => {
  const asked = /** @type {Asked} */ (event);
  const what = purpose(asked.request);
  if (what === "page") asked.respondWith(pageFor(asked));
  if (what === "part") asked.respondWith(kept(asked.request).then((part) => part ?? fetch(asked.request)));
});
