// What a patron reads in another language, what the desk is told of it, and which answer means what the patron said.
import assert from "node:assert/strict";
import { test } from "node:test";

import { answerFor, Languages } from "../../../ehbi/book/languages.js";

const words = { question: "سؤال لك", dutch_only: "هذه الخطوة غير مترجمة بعد" };
const text = { text: "<p>افتح</p>", asks: "", answers: [], pictures: {} };
const block = {
  languages: [{ id: "ar", name: "Arabisch", own: "العربية", direction: "rtl", words }],
  steps: { made: { ar: { state: "made", ...text } }, reviewed: { ar: { state: "reviewed", ...text } }, outdated: { ar: { state: "outdated" } } },
};
const languages = new Languages(/** @type {any} */ (block));

test("what was made is shown, and the desk hears that no speaker looked at it", () => {
  assert.equal(languages.text("made", "ar")?.text, "<p>افتح</p>");
  assert.equal(languages.note("made", "ar"), "Arabisch: nog niet nagekeken door iemand die de taal spreekt.");
});

test("of what was reviewed the desk hears nothing", () => {
  assert.ok(languages.text("reviewed", "ar"));
  assert.equal(languages.note("reviewed", "ar"), "");
});

for (const step of ["outdated", "unknown"])
  test(`where a translation is not right (${step}) there is none, and the desk hears that the patron sees Dutch`, () => {
    assert.equal(languages.text(step, "ar"), undefined);
    assert.match(languages.note(step, "ar"), /^Arabisch: .+ De lener ziet Nederlands\.$/);
  });

test("Dutch is no other language, and a tag that the handbook does not have is none", () => {
  for (const tag of ["", "nl", "xx"]) {
    assert.equal(languages.of(tag), undefined);
    assert.equal(languages.text("made", tag), undefined);
    assert.equal(languages.note("made", tag), "");
  }
});

const answers = (...ids) => ids.map((id) => ({ id }));
for (const [said, ids, means] of [
  ["done", ["gelukt", "geen-mail", "niet-gelukt"], "gelukt"],
  ["failed", ["gelukt", "geen-mail", "niet-gelukt"], "niet-gelukt"],
  ["done", ["ja-het-lukt", "nee-het-lukt-niet"], "ja-het-lukt"],
  ["failed", ["ja-het-lukt", "nee-het-lukt-niet"], "nee-het-lukt-niet"],
  ["failed", ["gelukt", "mislukt"], "mislukt"],
])
  test(`${said} is ${means} of ${ids}`, () => assert.equal(answerFor(answers(...ids), said)?.id, means));

for (const [said, ids] of [
  ["done", ["ja", "nee"]],
  ["done", ["gelukt", "deels-gelukt"]],
  ["failed", ["niet-gelukt", "weer-niet-gelukt"]],
  ["unclear", ["gelukt", "niet-gelukt"]],
  ["", ["ja", "nee"]],
  ["done", []],
])
  test(`no one answer of ${ids} is ${said || "nothing"}`, () => assert.equal(answerFor(answers(...ids), said), undefined));
