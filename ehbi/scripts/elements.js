// What makes, finds and changes the elements of a page.

/**
 * What anywidget gives a view: the kernel's side of it, and the place to show it.
 * @typedef {{get(name: string): any, on(names: string, act: (...heard: any[]) => void): void, off(names: string, act: (...heard: any[]) => void): void,
 *   send(message: object, callbacks?: object, buffers?: ArrayBuffer[]): void}} Model
 * @typedef {{model: Model, el: HTMLElement}} Widget
 */

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Partial<HTMLElementTagNameMap[Tag]>} [with_] its properties
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function make(tag, { dataset, ...properties } = {}, ...children) {
  const made = document.createElement(tag);
  Object.assign(made.dataset, dataset);
  Object.assign(made, properties);
  made.append(...children);
  return made;
}

/**
 * Have a widget, with all around it that is ours, read as Dutch once it is on screen: the page of another is in no language of ours.
 * In Voilà all of the page is our notebook.
 * @param {HTMLElement} el
 */
export function inDutch(el) {
  const watch = new ResizeObserver(() => {
    watch.disconnect();
    let root = el;
    for (let next = root.parentElement?.closest("div.ehbi"); next; next = next.parentElement?.closest("div.ehbi")) root = /** @type {HTMLElement} */ (next);
    root.lang = "nl";
    if (document.body.dataset.voila) document.documentElement.lang = "nl";
  });
  watch.observe(el);
  return () => watch.disconnect();
}

/** @param {string} id @returns {HTMLElement} */
export const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** @param {string} query @param {ParentNode} [place] @returns {HTMLElement[]} */
export const all = (query, place = document) => [...place.querySelectorAll(query)].map((one) => /** @type {HTMLElement} */ (one));

/** The nearest element around what an event is about. @param {Event} event @param {string} query @returns {HTMLElement | null} */
export const around = ({ target }, query) => /** @type {Element} */ (target).closest(query);

/** Tell another part of the page. @param {string} what @param {object} [detail] */
export const tell = (what, detail) => document.dispatchEvent(new CustomEvent(what, { detail }));

/** Hear another part of the page. @param {string} what @param {(detail: any) => void} act @param {AddEventListenerOptions} [how] */
export const hear = (what, act, how) => document.addEventListener(what, (event) => act(/** @type {CustomEvent} */ (event).detail), how);

/** Change a text only when it is another: a screen reader reads out what changes. @param {Element} of @param {string} text */
export function say(of, text) {
  if (of.textContent !== text) of.textContent = text;
}
