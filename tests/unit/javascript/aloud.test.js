// Reading aloud: only by a voice of this computer, each piece in its own language, and no more once it is stopped.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { fresh } from "./page.js";

const ours = (lang, more = {}) => ({ lang, localService: true, default: false, ...more });
const NL = ours("nl-NL");
const AR = ours("ar_SA");
/** @type {any} */
let aloud;
/** @type {any[]} */
let spoken;
let cancelled = 0;

beforeEach(async () => {
  [spoken, cancelled] = [[], 0];
  globalThis.SpeechSynthesisUtterance = /** @type {any} */ (
    class extends EventTarget {
      constructor(text) {
        super();
        this.text = text;
      }
    }
  );
  globalThis.speechSynthesis = /** @type {any} */ ({ getVoices: () => [NL, AR], speak: (one) => spoken.push(one), cancel: () => (cancelled += 1) });
  aloud = await fresh("book/aloud.js");
});

test("a voice is of the language, whatever country, and one that sends what it reads elsewhere is none", () => {
  const far = { ...ours("uk-UA"), localService: false };
  assert.equal(aloud.voiceFor([NL, AR, far], "ar"), AR);
  assert.equal(aloud.voiceFor([NL, AR, far], "nl-x-a2"), NL);
  assert.equal(aloud.voiceFor([NL, AR, far], "uk"), undefined);
  const usual = ours("nl-BE", { default: true });
  assert.equal(aloud.voiceFor([NL, usual], "nl"), usual);
});

test("there is nothing to press where there is no voice, nor in a browser that cannot read", async () => {
  assert.deepEqual([aloud.canRead("ar"), aloud.canRead("tr")], [true, false]);
  globalThis.speechSynthesis = /** @type {any} */ (undefined);
  const none = await fresh("book/aloud.js");
  assert.equal(none.canRead("nl"), false);
  none.stopReading();
});

const text = (textContent) => ({ nodeType: 3, textContent });
const node = (nodeName, lang, ...childNodes) => ({ nodeType: 1, nodeName, lang, hidden: false, childNodes });

test("each block is a piece, and within it what is Dutch is one of its own", () => {
  const term = node("STRONG", "", node("BDI", "nl", text("inbox")));
  const part = node("DIV", "", node("P", "", text("Open "), term, text(" now.")), node("OL", "", node("LI", "", text("One")), text("\n  "), node("LI", "", text("Two"))));
  assert.deepEqual(aloud.piecesOf(part, "en"), [
    { text: "Open", lang: "en" },
    { text: "inbox", lang: "nl" },
    { text: "now.", lang: "en" },
    { text: "One", lang: "en" },
    { text: "Two", lang: "en" },
  ]);
});

test("what is hidden is not read", () => {
  const part = node("DIV", "", { ...node("P", "", text("a")), hidden: true }, node("P", "", text("b")));
  assert.deepEqual(aloud.piecesOf(part, "nl"), [{ text: "b", lang: "nl" }]);
});

test("a piece has the voice of its language, or else that of the whole, and the end is told once it was read", () => {
  let ended = 0;
  aloud.readAloud([{ text: "a", lang: "ar" }, { text: "b", lang: "nl" }, { text: "c", lang: "tr" }], "ar", () => (ended += 1));
  assert.deepEqual(spoken.map(({ text, voice, lang }) => [text, voice, lang]), [["a", AR, "ar_SA"], ["b", NL, "nl-NL"], ["c", AR, "ar_SA"]]);
  spoken[0].dispatchEvent(new Event("end"));
  assert.equal(ended, 0);
  spoken[2].dispatchEvent(new Event("end"));
  assert.equal(ended, 1);
});

test("what was being read stops, and the end is told", () => {
  let ended = 0;
  aloud.readAloud([{ text: "a", lang: "ar" }], "ar", () => (ended += 1));
  aloud.stopReading();
  assert.deepEqual([cancelled, ended], [2, 1]);
});

test("what was stopped for something else does not end that", () => {
  let ended = "";
  aloud.readAloud([{ text: "a", lang: "ar" }], "ar", () => (ended += "a"));
  aloud.readAloud([{ text: "b", lang: "nl" }], "nl", () => (ended += "b"));
  spoken[0].dispatchEvent(new Event("error"));
  assert.equal(ended, "a");
  spoken[1].dispatchEvent(new Event("end"));
  assert.equal(ended, "ab");
});
