// The page installs itself, and says so when it has no connection: of when the handbook is that somebody has before them.
import { revision } from "ehbi/case";
import { byId, hear, say } from "ehbi/elements";
import { recall, remember } from "ehbi/memory";

/** @typedef {{revision: string, at: number}} Seen  when the server last said that a revision is the newest */

const SEEN = "ehbi-seen";

/**
 * What is said without a connection.
 * @param {Seen | undefined} seen @param {string} revision of the page @param {number} now
 */
export function offlineText(seen, revision, now) {
  const none = "Geen verbinding.";
  if (seen?.revision !== revision) return none;
  const at = new Date(seen.at);
  const today = at.toDateString() === new Date(now).toDateString();
  const time = `${at.toLocaleTimeString("nl", { hour: "2-digit", minute: "2-digit" }).replace(":", ".")} uur`;
  return `${none} Dit is het handboek van ${today ? `vandaag ${time}` : at.toLocaleDateString("nl", { day: "numeric", month: "long", year: "numeric" })}.`;
}

/** @returns {Seen | undefined} */
function remembered() {
  try {
    return JSON.parse(recall(SEEN));
  } catch {
    return undefined; // nothing, or nothing of ours
  }
}

let seen = remembered();

hear("ehbi:connection", ({ newest }) => {
  if (newest === revision) {
    seen = { revision, at: Date.now() };
    remember(SEEN, JSON.stringify(seen));
  }
  say(byId("page_offline"), newest === undefined ? offlineText(seen, revision, Date.now()) : "");
});

// ---- the service worker: after all else, and only where the browser has room for it and the address is a safe one

/** @type {Promise<ServiceWorkerRegistration | undefined>} */
const installed = new Promise((resolve) => {
  const mayInstall = document.querySelector("link[rel=manifest]") && navigator.serviceWorker;
  const register = () => mayInstall?.register("service-worker.js", { type: "module", updateViaCache: "none" });
  const install = () => resolve(register()?.catch(() => undefined));
  const whenIdle = () => (globalThis.requestIdleCallback ?? setTimeout)(install);
  if (document.readyState === "complete") whenIdle();
  else addEventListener("load", whenIdle, { once: true });
});
hear("ehbi:newer", async () => (await installed)?.active?.postMessage("newer"));

// ---- where the browser offers to put the page on the home screen, so does the page

/** @typedef {Event & {prompt(): Promise<unknown>}} Offer */
const button = byId("page_install");
/** @type {Offer | undefined} */
let offer;

/** @param {Offer} [next] */
function have(next) {
  offer = next;
  button.hidden = !offer;
}
addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  have(/** @type {Offer} */ (event));
});
addEventListener("appinstalled", () => have());
button.addEventListener("click", () => {
  offer?.prompt();
  have();
});
