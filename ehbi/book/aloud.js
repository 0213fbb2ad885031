// Reading aloud, by a voice that this computer has itself: of those, nothing that is read goes anywhere.

/** @typedef {Pick<SpeechSynthesisVoice, "lang" | "localService" | "default">} Voice */
/** @typedef {{text: string, lang: string}} Piece */

/** @param {string} tag */
const languageOf = (tag) => tag.toLowerCase().split(/[-_]/)[0];

/**
 * The voice of this computer for a language.
 * @template {Voice} V
 * @param {V[]} voices @param {string} tag @returns {V | undefined}
 */
export function voiceFor(voices, tag) {
  const own = voices.filter(({ lang, localService }) => localService && languageOf(lang) === languageOf(tag));
  return own.find((voice) => voice.default) ?? own[0];
}

const BLOCKS = "P, LI, H3, FIGCAPTION";
/** A pause that a voice hears between two blocks. */
const END = "\n";

/**
 * What is in a part of the page, in the language of each piece; what is a block of its own is never in one piece with another.
 * @param {Element} part @param {string} lang of the part @returns {Piece[]}
 */
export function piecesOf(part, lang) {
  /** @type {Piece[]} */
  const found = [];
  const walk = (/** @type {Node} */ node, /** @type {string} */ lang) => {
    if (node.nodeType === 3) return put(node.textContent ?? "", lang);
    const element = /** @type {HTMLElement} */ (node);
    if (element.hidden) return;
    const isBlock = BLOCKS.split(", ").includes(element.nodeName);
    if (isBlock) put(END, lang);
    for (const child of element.childNodes) walk(child, element.lang || lang);
    if (isBlock) put(END, lang);
  };
  const put = (/** @type {string} */ text, /** @type {string} */ lang) => {
    const last = found.at(-1);
    if (text !== END && last?.lang === lang && !last.text.endsWith(END)) last.text += text;
    else if (text === END && last) last.text += text;
    else if (text.trim()) found.push({ text, lang });
  };
  walk(part, lang);
  return found.map(({ text, lang }) => ({ text: text.replace(/\s+/g, " ").trim(), lang })).filter(({ text }) => text);
}

/** @type {SpeechSynthesis | undefined} */
const synthesis = globalThis.speechSynthesis;
const voices = () => synthesis?.getVoices() ?? [];

/** Whether there is a voice for a language. @param {string} tag */
export const canRead = (tag) => Boolean(voiceFor(voices(), tag));

/** Hear that voices came, which a browser loads after the page. @param {() => void} act */
export const onVoices = (act) => synthesis?.addEventListener?.("voiceschanged", act);

const nothing = () => {};
/** Tells that what is being read has ended: once, also when it is stopped. */
let ending = nothing;

function ended() {
  const tell = ending;
  ending = nothing;
  tell();
}

export function stopReading() {
  synthesis?.cancel();
  ended();
}

/**
 * Read pieces one after another, instead of what is being read. What has no voice is read by that of the whole.
 * @param {Piece[]} pieces @param {string} tag of the whole @param {() => void} done also when it is stopped
 */
export function readAloud(pieces, tag, done) {
  stopReading();
  const said = pieces.map(({ text, lang }) => {
    const voice = voiceFor(voices(), lang) ?? voiceFor(voices(), tag);
    return Object.assign(new SpeechSynthesisUtterance(text), { voice: voice ?? null, lang: voice?.lang ?? tag });
  });
  ending = done;
  // What was stopped tells of its end when something else is being read.
  const isOver = () => ending === done && ended();
  for (const one of said) one.addEventListener("error", isOver);
  said.at(-1)?.addEventListener("end", isOver);
  for (const one of said) synthesis?.speak(one);
  if (!said.length) ended();
}
