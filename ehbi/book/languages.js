// What the patron reads in other languages. It stands in one block at the end of the page, of which nothing is made until
// somebody asks for it. Nothing here but `languages` knows of a page.

/** @typedef {{question: string, dutch_only: string}} Words */
/** @typedef {{id: string, name: string, own: string, direction: "ltr" | "rtl", words: Words}} Language  `name` in Dutch, `own` in itself */
/** @typedef {{alt: string, marks: string[]}} PictureText */
/**
 * What a step says in a language, as HTML but for what is on a picture as a whole.
 * @typedef {{text: string, asks: string, answers: string[], pictures: Record<string, PictureText>}} PatronText
 */
/** @typedef {"missing" | "outdated" | "made" | "reviewed"} State */
/** @typedef {Partial<PatronText> & {state: State}} Translation */
/** @typedef {{languages: Language[], steps: Record<string, Record<string, Translation>>}} Block */

/** What the desk is told of a translation. @type {Record<State, string>} */
const NOTES = {
  missing: "deze stap is nog niet vertaald. De lener ziet Nederlands.",
  outdated: "het Nederlands is na de vertaling veranderd. De lener ziet Nederlands.",
  made: "nog niet nagekeken door iemand die de taal spreekt.",
  reviewed: "",
};

/** The languages of a handbook, and what its steps say in them. */
export class Languages {
  /** @param {Block} block */
  constructor({ languages, steps }) {
    this.all = languages;
    this.steps = steps;
  }

  /** A language by its tag; none for Dutch. @param {string} tag @returns {Language | undefined} */
  of(tag) {
    return this.all.find(({ id }) => id === tag);
  }

  /** @param {string} step @param {string} tag @returns {State} */
  #state(step, tag) {
    return this.steps[step]?.[tag]?.state ?? "missing";
  }

  /** What a step says in a language; nothing where the patron sees Dutch. @param {string} step @param {string} tag @returns {PatronText | undefined} */
  text(step, tag) {
    const found = this.steps[step]?.[tag];
    return found?.text === undefined ? undefined : /** @type {PatronText & Translation} */ (found);
  }

  /** What the desk is told of a step in a language. @param {string} step @param {string} tag @returns {string} */
  note(step, tag) {
    const language = this.of(tag);
    const note = NOTES[this.#state(step, tag)];
    return language && note ? `${language.name}: ${note}` : "";
  }
}

/** @type {Languages | undefined} */
let read;

/** Those of this page. @returns {Languages} */
export function languages() {
  const block = document.getElementById("page_translations")?.textContent;
  read ??= new Languages(block ? JSON.parse(block) : { languages: [], steps: {} });
  return read;
}

/** What an answer's id says of how it went: *gelukt*, *niet-gelukt*. @param {string} id @returns {"done" | "failed" | ""} */
function meaningOf(id) {
  const words = id.split("-");
  if (words.includes("mislukt")) return "failed";
  if (!words.some((word) => ["gelukt", "lukt", "lukte"].includes(word))) return "";
  return words.some((word) => ["niet", "nee"].includes(word)) ? "failed" : "done";
}

/**
 * The answer that means what the patron said, if there is exactly one.
 * @template {{id: string}} Answer
 * @param {Answer[]} answers @param {string} said @returns {Answer | undefined}
 */
export function answerFor(answers, said) {
  const found = answers.filter(({ id }) => meaningOf(id) === said);
  return said && found.length === 1 ? found[0] : undefined;
}
