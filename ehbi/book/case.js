// A case in the page: the answers given, and where they lead. Read from the page's own sections and
// links, so there is one source of the steps. The same rules as ehbi/handbook/case.py, which tests hold
// this to.

const ASSUMED = "~";
/** What a link is made of; what comes after it stood behind the link where it was copied. */
const LINK = /^[a-z0-9~\/-]*/;

/** @typedef {{step: string, answer: string, assumed: boolean}} Given */
/** @typedef {{start: string, given: Given[], step: string}} Case  `start` and `step` are "" before it began */

/** @param {string} id @returns {HTMLElement} */
export const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
/** @param {string} step @returns {HTMLAnchorElement[]} */
export const answersOf = (step) => [...byId(step).querySelectorAll("a[data-answer]")];
/** @param {HTMLAnchorElement} link @returns {string} */
export const target = (link) => decodeURIComponent(link.hash.slice(1));
export const starts = [...document.querySelectorAll("a[data-start]")].map((link) => link.dataset.start);
export const sections = [...document.querySelectorAll("section.step")];
/** What the handbook in this page is known by. */
export const revision = document.body.dataset.revision ?? "";
const isStep = (/** @type {string} */ id) => sections.some((section) => section.id === id && id !== "page_start");

/** What an answer says. @param {HTMLAnchorElement | undefined} link @returns {string} */
export const labelOf = (link) => link?.querySelector(".label")?.textContent ?? "";
/** @param {string} step @returns {string} */
export const titleOf = (step) => byId(step).getAttribute("aria-label") ?? "";

/** @param {string} step @param {string} answer @returns {HTMLAnchorElement | undefined} */
export const answerLink = (step, answer) => answersOf(step).find((link) => link.dataset.answer === answer);

/** Give answers to a case as far as they fit. @param {Case} from @param {{answer: string, assumed: boolean}[]} answers @returns {Case} */
export function follow(from, answers) {
  const given = [...from.given];
  let step = from.step;
  for (const { answer, assumed } of answers) {
    const link = step && answerLink(step, answer);
    if (!link) break;
    given.push({ step, answer, assumed });
    step = target(link);
  }
  return { start: from.start, given, step };
}

/** @param {string} start @returns {Case} */
export const begin = (start) => ({ start, given: [], step: start });

/** The case with only its first answers. @param {Case} now @param {number} count @returns {Case} */
export const keep = (now, count) => follow(begin(now.start), now.given.slice(0, count));

/**
 * Give another answer to an earlier step, or one to the step at hand. Later answers that still fit stay, and of an earlier
 * step those come back that were given before to steps that the case comes to again.
 * @param {Case} now @param {number} at @param {string} answer @param {Map<string, Given>} remembered @returns {Case}
 */
export function change(now, at, answer, remembered) {
  const later = new Map([...(at < now.given.length ? remembered : []), ...now.given.slice(at + 1).map((given) => /** @type {const} */ ([given.step, given]))]);
  let next = follow(keep(now, at), [{ answer, assumed: false }]);
  for (let given = later.get(next.step); given && answerLink(given.step, given.answer); given = later.get(next.step)) {
    later.delete(next.step);
    next = follow(next, [given]);
  }
  return next;
}

/** Have an assumed answer be one that was given. @param {Case} now @param {number} at @returns {Case} */
export const confirm = (now, at) => ({ ...now, given: now.given.map((one, place) => (place === at ? { ...one, assumed: false } : one)) });

/** The steps of a case, in order. @param {Case} of @returns {string[]} */
export const trailOf = ({ start, given, step }) => (start ? [...given.map((one) => one.step), step] : []);

/** The answers along the shortest path. @param {string} from @param {string} to @returns {string[] | null} */
function shortest(from, to) {
  const routes = new Map([[from, /** @type {string[]} */ ([])]]);
  for (const [step, route] of routes) {
    if (step === to) return route;
    for (const link of answersOf(step)) {
      if (!routes.has(target(link))) routes.set(target(link), [...route, link.dataset.answer ?? ""]);
    }
  }
  return null;
}

const assume = (/** @type {string[]} */ route) => route.map((answer) => ({ answer, assumed: true }));

/** Go to any step, with what leads there assumed. @param {Case} now @param {string} step @returns {Case} */
export function jump(now, step) {
  const trail = trailOf(now);
  for (let at = trail.length - 1; at >= 0; at -= 1) {
    const route = shortest(trail[at], step);
    if (route) return follow({ start: now.start, given: now.given.slice(0, at), step: trail[at] }, assume(route));
  }
  const routes = starts.map((start) => ({ start, route: shortest(start, step) })).filter(({ route }) => route);
  routes.sort((one, other) => one.route.length - other.route.length);
  return routes.length ? follow(begin(routes[0].start), assume(routes[0].route)) : begin("");
}

/** An answer as a link writes it. @param {Given} given @returns {string} */
export const markOf = ({ answer, assumed }) => (assumed ? ASSUMED : "") + answer;

/** @param {Case} now @returns {string} */
export const linkOf = (now) => [now.start, ...now.given.map(markOf)].join("/");

/** A link without what was copied along with it. @param {string} text @returns {string} */
const linkIn = (text) => (LINK.exec(text)?.[0] ?? "").replace(/[\/~-]+$/, "");

/** The case that an address describes, as far as it fits. @param {string} link @returns {Case} */
export function open(link) {
  const [start, ...marks] = linkIn(link).split("/");
  if (!isStep(start)) return begin("");
  if (!starts.includes(start)) return jump(begin(""), start);
  const answers = marks.map((mark) => ({ answer: mark.replace(ASSUMED, ""), assumed: mark.startsWith(ASSUMED) }));
  return follow(begin(start), answers);
}

/** How much of a link the handbook knows. @param {string} link @returns {"all" | "part" | "none"} */
export function known(link) {
  const [start, ...marks] = linkIn(link).split("/");
  if (!link || (isStep(start) && marks.length === (starts.includes(start) ? open(link).given.length : 0))) return "all";
  return isStep(start) ? "part" : "none";
}

/** What the address says, also when somebody damaged it. @returns {string} */
export function address() {
  const text = location.hash.slice(1);
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
