// The rules of a case: the answers given, and where they lead. The same as in ehbi/handbook/case.py, which tests hold this
// to; nothing here knows of a page.

const ASSUMED = "~";
/** What a link is made of; what comes after it stood behind the link where it was copied. */
const LINK = /^[a-z0-9~\/-]*/;

/** @typedef {{step: string, answer: string, assumed: boolean}} Given */
/** @typedef {{start: string, given: Given[], step: string}} Case  `start` and `step` are "" before it began */
/** @typedef {{id: string, label: string, leads: string, done: string}} Answer */

/** @param {string} start @returns {Case} */
export const begin = (start) => ({ start, given: [], step: start });

/** Have an assumed answer be one that was given. @param {Case} now @param {number} at @returns {Case} */
export const confirm = (now, at) => ({ ...now, given: now.given.map((one, place) => (place === at ? { ...one, assumed: false } : one)) });

/** The steps of a case, in order. @param {Case} of @returns {string[]} */
export const trailOf = ({ start, given, step }) => (start ? [...given.map((one) => one.step), step] : []);

/** An answer as a link writes it. @param {Given} given @returns {string} */
export const markOf = ({ answer, assumed }) => (assumed ? ASSUMED : "") + answer;

/** @param {Case} now @returns {string} */
export const linkOf = (now) => [now.start, ...now.given.map(markOf)].join("/");

/** A link without what was copied along with it, in parts. @param {string} text @returns {string[]} */
const partsOf = (text) => (LINK.exec(text)?.[0] ?? "").replace(/[\/~-]+$/, "").split("/");

const assume = (/** @type {string[]} */ route) => route.map((answer) => ({ answer, assumed: true }));

/** What a case can become in a handbook. */
export class Moves {
  /** @param {string[]} starts @param {Map<string, Answer[]>} answers of each step @param {Map<string, string>} [former] the step that had an id before */
  constructor(starts, answers, former = new Map()) {
    this.starts = starts;
    this.answers = answers;
    this.former = former;
  }

  /** A link in parts, with the id that its step has now. @param {string} link @returns {string[]} */
  #partsOf(link) {
    const [start, ...marks] = partsOf(link);
    return [this.answers.has(start) ? start : this.former.get(start) ?? start, ...marks];
  }

  /** @param {string} step @returns {Answer[]} */
  answersOf(step) {
    return this.answers.get(step) ?? [];
  }

  /** @param {string} step @param {string} answer @returns {Answer | undefined} */
  answerOf(step, answer) {
    return this.answersOf(step).find(({ id }) => id === answer);
  }

  /** Give answers to a case as far as they fit. @param {Case} from @param {{answer: string, assumed: boolean}[]} answers @returns {Case} */
  follow(from, answers) {
    const given = [...from.given];
    let step = from.step;
    for (const { answer, assumed } of answers) {
      const found = this.answerOf(step, answer);
      if (!found) break;
      given.push({ step, answer, assumed });
      step = found.leads;
    }
    return { start: from.start, given, step };
  }

  /** The case with only its first answers. @param {Case} now @param {number} count @returns {Case} */
  keep(now, count) {
    return this.follow(begin(now.start), now.given.slice(0, count));
  }

  /**
   * Give another answer to an earlier step, or one to the step at hand. Later answers that still fit stay, and of an
   * earlier step those come back that were given before to steps that the case comes to again.
   * @param {Case} now @param {number} at @param {string} answer @param {Map<string, Given>} remembered @returns {Case}
   */
  change(now, at, answer, remembered) {
    const later = new Map(at < now.given.length ? remembered : []);
    for (const given of now.given.slice(at + 1)) later.set(given.step, given);
    let next = this.follow(this.keep(now, at), [{ answer, assumed: false }]);
    for (let given = later.get(next.step); given && this.answerOf(given.step, given.answer); given = later.get(next.step)) {
      later.delete(next.step);
      next = this.follow(next, [given]);
    }
    return next;
  }

  /** Go to any step, with what leads there assumed. @param {Case} now @param {string} step @returns {Case} */
  jump(now, step) {
    const trail = trailOf(now);
    for (let at = trail.length - 1; at >= 0; at -= 1) {
      const route = this.#shortest(trail[at], step);
      if (route) return this.follow({ start: now.start, given: now.given.slice(0, at), step: trail[at] }, assume(route));
    }
    const routes = this.starts.flatMap((start) => {
      const route = this.#shortest(start, step);
      return route ? [{ start, route }] : [];
    });
    routes.sort((one, other) => one.route.length - other.route.length);
    return routes.length ? this.follow(begin(routes[0].start), assume(routes[0].route)) : begin("");
  }

  /** The answers along the shortest path. @param {string} from @param {string} to @returns {string[] | undefined} */
  #shortest(from, to) {
    const routes = new Map([[from, /** @type {string[]} */ ([])]]);
    for (const [step, route] of routes) {
      if (step === to) return route;
      for (const { id, leads } of this.answersOf(step)) if (!routes.has(leads)) routes.set(leads, [...route, id]);
    }
  }

  /** The case that an address describes, as far as it fits. @param {string} link @returns {Case} */
  open(link) {
    const [start, ...marks] = this.#partsOf(link);
    if (!this.answers.has(start)) return begin("");
    if (!this.starts.includes(start)) return this.jump(begin(""), start);
    const answers = marks.map((mark) => ({ answer: mark.replace(ASSUMED, ""), assumed: mark.startsWith(ASSUMED) }));
    return this.follow(begin(start), answers);
  }

  /** How much of a link the handbook knows. @param {string} link @returns {"all" | "part" | "none"} */
  known(link) {
    const [start, ...marks] = this.#partsOf(link);
    const isStep = this.answers.has(start);
    const fits = this.starts.includes(start) ? this.open(link).given.length : 0;
    if (!link || (isStep && marks.length === fits)) return "all";
    return isStep ? "part" : "none";
  }
}
