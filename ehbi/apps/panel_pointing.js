// A picture on which a person points: a click asks for a marker there, and each is moved by dragging it or by keys. The
// kernel decides; until it has told, a marker stays where it was put.
import { make, say } from "ehbi/elements";
import { later } from "./panel_fields.js";

/**
 * @typedef {{id: string, label: string, x: number, y: number, opens: string, removes: string}} Marker
 * @typedef {{id: string, label: string, image: string, alt: string, size: [number, number], drawing: string, markers: Marker[], said: string}} Pointed
 * @typedef {{x: number, y: number}} Place in thousandths of the picture's sides
 * @typedef {HTMLButtonElement & {marker: Marker, at: Place}} MarkerButton
 */

const SIDE = 1000;
const FAR = 4; // px from which on a press is a drag
const [STRIDE, STEP] = [10, 1];
/** @type {Record<string, [number, number]>} */
const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** The nearest place on a picture. @param {number} x @param {number} y @returns {Place} */
export const onPicture = (x, y) => {
  const [across, down] = [x, y].map((one) => Math.min(Math.max(Math.round(one), 0), SIDE));
  return { x: across, y: down };
};

/** @param {{id: string}} block @param {import("./panel_fields.js").Desk} desk */
export function makePointed({ id }, desk) {
  const image = make("img", { draggable: false, decoding: "async" });
  const picture = make("div", { className: "ehbi-pointed", role: "group" }, image);
  const told = make("p", { className: "panel-unseen", role: "status" });
  const buttons = () => /** @type {MarkerButton[]} */ ([...picture.querySelectorAll("button")]);
  /** What was moved here and not told of by the kernel yet. @type {MarkerButton | undefined} */
  let moved;
  /** What the pointer was put on: a click is of the whole picture, once that has the pointer. @type {MarkerButton | undefined} */
  let pressed;
  /** @type {Pointed | undefined} */
  let shown;
  let [unheard, isHeld, isPress] = [0, false, true];

  const put = (/** @type {MarkerButton} */ button, /** @type {Place} */ at) => {
    button.at = at;
    const drawn = picture.querySelectorAll(".ehbi-mark")[buttons().indexOf(button)];
    const [left, top] = [`${at.x / 10}%`, `${at.y / 10}%`];
    Object.assign(button.style, { left, top });
    drawn?.setAttribute("x", left);
    drawn?.setAttribute("y", top);
  };
  const point = (/** @type {Place} */ at, /** @type {number | null} */ marker, keys = false) => {
    unheard += 1;
    desk.point(id, { ...at, marker, keys });
  };
  const keyed = later(() => moved && point(moved.at, buttons().indexOf(moved), true));
  const move = (/** @type {MarkerButton} */ button, /** @type {Place} */ at) => {
    moved = button;
    put(button, at);
  };
  /** The marker that an event is about: its button, or what is drawn of it. @param {Event} event */
  const markerAt = ({ target }) => {
    const drawn = /** @type {Element} */ (target).closest(".ehbi-mark");
    const at = drawn ? [...picture.querySelectorAll(".ehbi-mark")].indexOf(drawn) : buttons().findIndex((one) => one === target);
    return buttons().at(at < 0 ? SIDE : at);
  };
  /** Where something on the screen is on the picture. @param {number} clientX @param {number} clientY */
  const placeOf = (clientX, clientY) => {
    const box = image.getBoundingClientRect();
    return onPicture((SIDE * (clientX - box.left)) / box.width, (SIDE * (clientY - box.top)) / box.height);
  };

  const drag = (/** @type {PointerEvent} */ event) => {
    isPress = true;
    const button = (pressed = markerAt(event));
    if (!button || event.button !== 0) return;
    const from = button.at;
    const box = image.getBoundingClientRect();
    const [beside, below] = [event.clientX - box.left - (from.x * box.width) / SIDE, event.clientY - box.top - (from.y * box.height) / SIDE];
    const over = new AbortController();
    const how = { signal: AbortSignal.any([desk.signal, over.signal]), capture: true };
    const end = (/** @type {boolean} */ keeps) => {
      over.abort();
      picture.classList.remove("panel-held");
      isHeld = false;
      if (isPress) return;
      if (keeps) point(button.at, buttons().indexOf(button));
      else move(button, from);
    };
    isHeld = true;
    keyed.now();
    button.focus({ preventScroll: true });
    picture.setPointerCapture(event.pointerId);
    document.addEventListener("pointermove", ({ clientX, clientY }) => {
      if (isPress && Math.hypot(clientX - event.clientX, clientY - event.clientY) < FAR) return;
      isPress = false;
      picture.classList.add("panel-held");
      move(button, placeOf(clientX - beside, clientY - below));
    }, how);
    document.addEventListener("pointerup", () => end(button.isConnected), how);
    document.addEventListener("pointercancel", () => end(false), how);
    document.addEventListener("keydown", (key) => {
      if (key.key !== "Escape") return;
      key.stopPropagation();
      isPress = false;
      end(false);
    }, how);
  };
  const click = (/** @type {MouseEvent} */ event) => {
    const isKey = event.detail === 0;
    const button = isKey ? markerAt(event) : pressed;
    if ((!isPress && !isKey) || event.detail > 1) return;
    if (button) desk.focus(button.marker.opens);
    else if (!isKey) point(placeOf(event.clientX, event.clientY), null);
  };
  const key = (/** @type {KeyboardEvent} */ event) => {
    const button = markerAt(event);
    const way = WAYS[event.key];
    if (!button || isHeld) return;
    if (!way || button !== moved) keyed.now();
    if (event.ctrlKey || event.altKey || event.metaKey || !(way || event.key === "Delete")) return;
    event.preventDefault();
    event.stopPropagation();
    if (!way) return desk.press(button.marker.removes);
    const by = event.shiftKey ? STEP : STRIDE;
    move(button, onPicture(button.at.x + by * way[0], button.at.y + by * way[1]));
    keyed.soon();
  };
  picture.addEventListener("pointerdown", drag);
  picture.addEventListener("mousedown", (event) => markerAt(event) && event.preventDefault()); // the focus stays where it was put
  picture.addEventListener("click", click);
  picture.addEventListener("keydown", key);
  picture.addEventListener("focusout", keyed.now);

  const element = make("div", { className: "panel-pointed" }, picture, told);
  const change = (/** @type {Pointed} */ block) => {
    const { label, image: digest, alt, size: [wide, high], drawing, markers, said } = block;
    if (image.dataset.picture !== digest) image.removeAttribute("src");
    image.dataset.picture = digest;
    Object.assign(image, { alt, width: wide, height: high });
    picture.ariaLabel = label;
    picture.style.setProperty("--wide", String(wide));
    picture.style.setProperty("--high", String(high));
    if (drawing !== shown?.drawing) {
      picture.querySelector("svg")?.remove();
      image.insertAdjacentHTML("afterend", drawing);
    }
    shown = block;
    for (const extra of buttons().slice(markers.length)) extra.remove();
    for (const [at, marker] of markers.entries()) {
      const button = buttons()[at] ?? picture.appendChild(make("button", { type: "button", className: "panel-marker" }));
      Object.assign(button, { marker, ariaLabel: marker.label, title: marker.label });
      button.dataset.id = marker.id;
      put(button, button === moved ? button.at : marker);
    }
    say(told, said);
  };
  const settle = () => {
    unheard -= 1;
    if (unheard || isHeld || keyed.isWaiting()) return;
    moved = undefined;
    if (shown) change(shown);
  };
  return Object.assign(element, { change, settle });
}
