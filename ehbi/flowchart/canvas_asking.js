// What the chart asks a person over itself: a text where it stands, a line of a menu, or what to search for.
import { make, say } from "ehbi/elements";
import { nodesIn, pictureIn } from "ehbi/flowchart/marks";

const NARROWEST = 190; // px
const WIDEST = 352; // px, to which it grows with what is typed

/** Scroll a figure, never the page, until a part of its picture is in sight. @param {HTMLElement} figure @param {Element} part */
export function bringInSight(figure, part) {
  const [frame, box] = [figure.getBoundingClientRect(), part.getBoundingClientRect()];
  const across = box.left < frame.left || box.right > frame.right;
  const down = box.top < frame.top || box.bottom > frame.bottom;
  figure.scrollBy({
    left: across ? box.left + box.width / 2 - frame.left - frame.width / 2 : 0,
    top: down ? box.top + box.height / 2 - frame.top - frame.height / 2 : 0,
    behavior: "instant",
  });
}

/**
 * Ask for a text over a part of the picture. Enter and Tab keep it, Escape leaves what there was; so does leaving it empty.
 * @param {HTMLElement} figure
 * @param {Element} part
 * @param {{label: string, value: string}} asked
 * @param {(text: string | null, kept: boolean) => void} done the text, or null; `kept` when a person said so by a key
 */
export function typeAt(figure, part, { label, value }, done) {
  bringInSight(figure, part);
  const [frame, box] = [figure.getBoundingClientRect(), part.getBoundingClientRect()];
  const field = make("input", { className: "ehbi-typing", type: "text", value, ariaLabel: label, autocomplete: "off", dir: "auto" });
  const middle = box.left + box.width / 2 - frame.left - figure.clientLeft + figure.scrollLeft;
  field.style.minWidth = `${Math.max(NARROWEST, box.width)}px`;
  field.style.maxWidth = `min(${WIDEST}px, 95%)`;
  field.style.left = `${Math.max(Math.min(WIDEST, frame.width) / 2, middle)}px`;
  field.style.top = `${box.top + box.height / 2 - frame.top - figure.clientTop + figure.scrollTop}px`;
  let isOver = false;
  const end = (/** @type {boolean} */ keeps, /** @type {boolean} */ byKey) => {
    if (isOver) return;
    isOver = true;
    const text = field.value.trim();
    field.remove();
    done(keeps && text ? text : null, byKey);
  };
  field.onkeydown = (event) => {
    event.stopPropagation();
    if (event.isComposing || !["Enter", "Tab", "Escape"].includes(event.key) || event.shiftKey) return;
    event.preventDefault();
    end(event.key !== "Escape", true);
  };
  field.onblur = () => end(field.value !== value, false);
  for (const name of ["pointerdown", "click", "dblclick"]) field.addEventListener(name, (event) => event.stopPropagation());
  figure.append(field);
  field.focus({ preventScroll: true });
  field.select();
}

/** @typedef {{label: string, key: string, does: Record<string, any>}} Item */

/** Have a menu stay within the window, below what it is about. @param {HTMLElement} menu @param {{left: number, top: number, bottom: number}} at */
function placeMenu(menu, at) {
  const { width, height } = menu.getBoundingClientRect();
  const low = at.bottom + 4 + height > innerHeight ? at.top - 4 - height : at.bottom + 4;
  menu.style.left = `${Math.max(4, Math.min(at.left, innerWidth - width - 4))}px`;
  menu.style.top = `${Math.max(4, low)}px`;
}

/** The item that a key leads to, by place or by its first letter. @param {HTMLElement[]} lines @param {string} key */
function lineFor(lines, key) {
  const at = lines.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  const next = (/** @type {number} */ by) => lines[(at + by + lines.length) % lines.length];
  if (key === "ArrowDown") return next(1);
  if (key === "ArrowUp") return at < 0 ? lines.at(-1) : next(-1);
  if (key === "Home") return lines[0];
  if (key === "End") return lines.at(-1);
  if (key.length !== 1 || key === " ") return undefined;
  const after = [...lines.slice(at + 1), ...lines.slice(0, at + 1)];
  return after.find((line) => line.textContent?.toLowerCase().startsWith(key.toLowerCase()));
}

/**
 * @param {HTMLElement} root where it is put
 * @param {{text: string, items: Item[]}} content
 * @param {{left: number, top: number, bottom: number}} at of what it is about, in the window
 * @param {(does: Record<string, any>) => void} choose
 */
export function openMenu(root, { text, items }, at, choose) {
  const id = `menu-${Math.random().toString(36).slice(2)}`;
  const lines = items.map(({ label, key, does }) => {
    const line = make("button", { type: "button", role: "menuitem", tabIndex: -1 }, make("span", { textContent: label }));
    if (key) line.append(make("kbd", { textContent: key, ariaHidden: "true" }));
    line.onclick = () => {
      menu.hidePopover();
      choose(does);
    };
    return line;
  });
  const list = make("div", { role: "menu" }, ...lines);
  list.setAttribute("aria-labelledby", id);
  const menu = make("div", { className: "ehbi-menu", popover: "auto" }, make("p", { id, textContent: text, dir: "auto" }), list);
  menu.onkeydown = (event) => {
    event.stopPropagation();
    if (event.key === "Tab") menu.hidePopover();
    const goal = lineFor(lines, event.key);
    if (!goal) return;
    event.preventDefault();
    goal.focus();
  };
  menu.ontoggle = (event) => /** @type {ToggleEvent} */ (event).newState === "closed" && menu.remove();
  root.append(menu);
  menu.showPopover();
  placeMenu(menu, at);
  lines[0]?.focus();
}

/**
 * Search in the chart: Enter leads from one step that has the words to the next.
 * @param {HTMLElement} root where the field is put
 * @param {HTMLElement} figure
 * @param {() => void} done
 */
export function searching(root, figure, done) {
  let at = -1;
  const nodes = () => nodesIn(pictureIn(figure));
  const hits = () => {
    const typed = field.value.trim().toLowerCase();
    return typed ? nodes().filter((node) => node.getAttribute("aria-label")?.toLowerCase().includes(typed)) : [];
  };
  const mark = (/** @type {SVGElement | undefined} */ goal) => {
    for (const node of nodes()) node.classList.toggle("aimed", node === goal);
    if (goal) bringInSight(figure, goal);
  };
  const go = (/** @type {number} */ by) => {
    const found = hits();
    at = found.length ? (at + by + found.length) % found.length : -1;
    mark(found[at]);
    say(said, found.length ? `${at + 1} van ${found.length}: ${found[at].getAttribute("aria-label")}` : field.value.trim() && "Niets gevonden.");
  };
  const end = () => {
    const goal = hits()[at];
    mark(undefined);
    bar.remove();
    done();
    (goal ?? nodes().find((node) => node.matches(".current")))?.focus({ preventScroll: true });
  };
  const field = make("input", { type: "search", ariaLabel: "Zoek in het stroomschema", placeholder: "Zoek in het stroomschema", autocomplete: "off" });
  const said = make("p", { role: "status", className: "ehbi-judged" });
  const stop = make("button", { type: "button", textContent: "Stop", onclick: end });
  const bar = make("div", { className: "ehbi-choice", role: "search" }, make("div", {}, field, stop), said);
  field.oninput = () => {
    at = -1;
    go(1);
  };
  bar.onkeydown = (event) => {
    event.stopPropagation();
    if (event.key === "Enter" && event.target === field) go(event.shiftKey ? -1 : 1);
    else if (event.key === "Escape") end();
    else return;
    event.preventDefault();
  };
  root.prepend(bar);
  field.focus();
  return { field, end };
}
