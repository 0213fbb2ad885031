// A list of which typing leaves what has all that is typed.
import assert from "node:assert/strict";
import test from "node:test";

import { narrowed } from "../../../ehbi/scripts/chooser.js";

/** @type {import("../../../ehbi/scripts/chooser.js").Option[]} */
const STEPS = [["a", "Zoek de mail", "Situatie 4"], ["b", "Geen e-book te vinden"], ["c", "De mail is één keer gezocht"]];
const found = (/** @type {string} */ typed) => narrowed(STEPS, typed).map(([value]) => value);

test("words are found in any order, in part, and whatever their capitals and accents", () => {
  assert.deepEqual(found("mail ZOEK"), ["a"]);
  assert.deepEqual(found("een"), ["b", "c"]);
  assert.deepEqual(found("mail"), ["a", "c"]);
  assert.deepEqual(found("niets"), []);
  assert.deepEqual(found(""), ["a", "b", "c"]);
});
