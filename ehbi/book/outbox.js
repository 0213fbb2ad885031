// What the server has still to hear of this browser: cases and remarks, until it says that it has them, or for a week.
//
// Each has a mark, made by chance, by which the server knows one that it has already: an answer can get lost.
import { hear } from "ehbi/elements";
import { recall, remember } from "ehbi/memory";

/** @typedef {{to: string, at: number, body: object & {mark: string}}} Letter */
/** @typedef {{status: number, message: string}} Answer  status 0 when there was none */

const MOST = 100;
const MINUTE = 60_000;
const LONGEST = 7 * 24 * 60 * MINUTE;
/** Kept, or refused for good. */
const OVER = [201, 204, 400, 422];
/** Of this page alone: another EHBI on the same host has another. */
const key = () => `ehbi-outbox ${location.pathname}`;

/** @param {string} to @param {object} body @returns {Letter} */
export function letterOf(to, body) {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const mark = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return { to, at: Date.now(), body: { ...body, mark } };
}

/** Those that may still be sent: the last hundred, of the last week. @param {Letter[]} letters @param {number} now */
export const due = (letters, now) => letters.filter(({ at }) => now - at < LONGEST).slice(-MOST);

/** @returns {Letter[]} */
function held() {
  try {
    return due(JSON.parse(recall(key())), Date.now());
  } catch {
    return []; // nothing, or nothing of ours
  }
}

/** @param {Letter[]} letters */
const hold = (letters) => remember(key(), letters.length ? JSON.stringify(due(letters, Date.now())) : "");
/** @param {Letter} letter */
export const put = (letter) => hold([...held(), letter]);
/** @param {Letter} letter */
const drop = ({ body }) => hold(held().filter((other) => other.body.mark !== body.mark));

/** Send it once; also when the page goes meanwhile. @param {Letter} letter @returns {Promise<Answer>} */
export async function send(letter) {
  const ago = Math.max(0, Math.floor((Date.now() - letter.at) / MINUTE));
  const how = { method: "POST", keepalive: true, headers: { "Content-Type": "application/json" } };
  try {
    const answer = await fetch(letter.to, { ...how, body: JSON.stringify({ ...letter.body, ago }) });
    const { message = "" } = answer.status === 204 ? {} : await answer.json();
    if (OVER.includes(answer.status)) drop(letter);
    return { status: answer.status, message };
  } catch {
    return { status: 0, message: "" };
  }
}

let sending = false;

/** Send what is held, one after another, for as long as that goes well. */
async function sendHeld() {
  if (sending) return;
  sending = true;
  for (const letter of held()) if (!OVER.includes((await send(letter)).status)) break;
  sending = false;
}

hear("ehbi:connection", ({ newest }) => {
  if (newest !== undefined) sendHeld();
});

// ---- a remark that waits

const NUMBERS = "nul|twee|drie|vier|vijf|zes|zeven|acht|negen|elf|twaalf|\\p{L}*tien|\\p{L}*tig|negentien\\p{L}*|tweeduizend\\p{L}*|eerste|derde";
const MAIL = "at|apen?\\s?staart\\p{L}*|gmail|hotmail|outlook|icloud|yahoo|ziggo|kpn\\p{L}*|hetnet|upcmail|msn|dot|punt";
const BIRTH = "geb\\p{L}*|jarig|verjaar\\p{L}*";
const RISKY = new RegExp(
  `[\\p{N}@=]|[([{<]\\W*a\\W*[)\\]}>]|/[a-f-]{16}|(?<!\\p{L})(?:(?:${NUMBERS})(?:de|ste)?|${MAIL}|${BIRTH}|een\\P{L}+een)(?!\\p{L})`,
  "iu",
);

/**
 * Whether a text may wait in this browser: stricter than the server, which has the last word, so that nothing waits here in
 * which it could find somebody.
 * @param {string} text
 */
export const mayWait = (text) => !RISKY.test(text.replace(/[Ⓐⓐ]/g, "@").normalize("NFKD").replace(/[\p{Cf}\p{Mn}\p{Me}]/gu, ""));
