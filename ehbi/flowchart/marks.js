// Where a case is on a picture: the steps that it passed, the arrows that it took, and the step at hand.

/** @typedef {{visited: string[], taken: [string, string][], current: string}} Marks */

/** @param {Element} picture @returns {SVGElement[]} */
export const nodesIn = (picture) => [.../** @type {NodeListOf<SVGElement>} */ (picture.querySelectorAll(".node"))];
/** @param {Element} picture @returns {SVGElement[]} */
export const arrowsIn = (picture) => [.../** @type {NodeListOf<SVGElement>} */ (picture.querySelectorAll(".arrow"))];
/** @param {Element} figure @returns {SVGSVGElement} */
export const pictureIn = (figure) => /** @type {SVGSVGElement} */ (figure.querySelector("svg"));

/** Put the marks of a case on one picture; the arrows out of its current step can be told from the others.
 * @param {Element} figure @param {Marks} marks */
export function markIn(figure, { visited, taken, current }) {
  const said = ` ${pictureIn(figure).dataset.visited}.`;
  for (const node of nodesIn(figure)) {
    const step = node.dataset.step ?? "";
    const here = step === current;
    const seen = !here && visited.includes(step);
    const label = (node.getAttribute("aria-label") ?? "").replace(said, "");
    node.classList.toggle("visited", seen);
    node.classList.toggle("current", here);
    const name = seen ? label + said : label;
    if (node.getAttribute("aria-label") !== name) node.setAttribute("aria-label", name);
    if (here) node.setAttribute("aria-current", "step");
    else node.removeAttribute("aria-current");
  }
  for (const arrow of arrowsIn(figure)) {
    const { from, answer } = arrow.dataset;
    arrow.classList.toggle("taken", taken.some(([step, given]) => step === from && given === answer));
    arrow.classList.toggle("leaving", from === current);
  }
}
