// What a field shows: how much there is left to type, and what is newer, its own text or the kernel's.
import assert from "node:assert/strict";
import test from "node:test";

import { isOnItsWay, roomLeft } from "../../../ehbi/apps/panel_fields.js";

test("a field says how much is left near its end, and how much is too long", () => {
  assert.equal(roomLeft("a".repeat(40), 60), "");
  assert.equal(roomLeft("a".repeat(59), 60), "Nog 1 teken");
  assert.equal(roomLeft("é".repeat(62), 60), "2 tekens te lang");
  assert.equal(roomLeft("a".repeat(900), 0), "");
});

test("what was sent and not told of yet stays; once it is, a field shows what the draft has", () => {
  assert.equal(isOnItsWay({ sent: "ab", isHeard: false }, "ab", "a"), true);
  assert.equal(isOnItsWay({ sent: "ab", isHeard: false }, "ab", "ab"), false);
  assert.equal(isOnItsWay({ sent: "ab", isHeard: true }, "ab", "undone"), false);
  assert.equal(isOnItsWay({}, "", "a"), false);
});
