// Search in the chart: a field over it, of which Enter leads from one step that has the words to the next.
import { make, say } from "ehbi/elements";
import { nodesIn, pictureIn } from "ehbi/flowchart/marks";
import { bringInSight } from "./canvas_typing.js";

/**
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
