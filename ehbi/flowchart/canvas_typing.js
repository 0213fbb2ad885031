// A text that is typed where it stands on the chart.
import { make } from "ehbi/elements";

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
