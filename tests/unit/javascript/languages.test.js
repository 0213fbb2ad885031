// What a patron reads in another language, and what the desk is told of it.
import assert from "node:assert/strict";
import { test } from "node:test";

import { Languages } from "../../../ehbi/book/languages.js";

const words = { picture: "صورة", question: "سؤال لك", dutch_only: "هذه الخطوة غير مترجمة بعد" };
const text = { text: "<p>افتح</p>", asks: "", answers: [], pictures: {} };
const block = {
  languages: [{ id: "ar", name: "Arabisch", own: "العربية", direction: "rtl", words }],
  steps: { made: { ar: { state: "made", ...text } }, reviewed: { ar: { state: "reviewed", ...text } }, outdated: { ar: { state: "outdated" } } },
};
const languages = new Languages(/** @type {any} */ (block));

test("what was made is shown, and the desk hears that no speaker looked at it", () => {
  assert.equal(languages.text("made", "ar")?.text, "<p>افتح</p>");
  assert.equal(languages.note("made", "ar"), "Arabisch: nog niet nagekeken door een spreker.");
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
