// As much of a page as scripts ask for that decide something: events, whether somebody looks, and what they find by name.
import { EventEmitter } from "node:events";

EventEmitter.defaultMaxListeners = 0;

/** A page without anything to see. Each test has its own, and the scripts that it imports by `fresh`. */
export class Page extends EventTarget {
  hidden = false;
  body = { dataset: { revision: "d1" } };
  /** @type {Record<string, object>} what `getElementById` finds */
  parts = {};
  window = new EventTarget();

  /** @param {string} [pathname] where it is */
  constructor(pathname = "/") {
    super();
    globalThis.location = /** @type {any} */ ({ pathname });
    globalThis.document = /** @type {any} */ (this);
    globalThis.addEventListener = /** @type {any} */ (this.window.addEventListener.bind(this.window));
  }

  getElementById(id) {
    return this.parts[id] ?? null;
  }

  querySelectorAll() {
    return [];
  }

  tell(what, detail) {
    this.dispatchEvent(new CustomEvent(what, { detail }));
  }

  look(hidden) {
    this.hidden = hidden;
    this.dispatchEvent(new Event("visibilitychange"));
  }
}

let copies = 0;

/** A script as a page has it that was just opened. @param {string} path from the folder of the package */
export const fresh = (path) => import(`../../../ehbi/${path}?${(copies += 1)}`);
