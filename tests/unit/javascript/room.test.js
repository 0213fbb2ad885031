// How much a field says there is left to type.
import assert from "node:assert/strict";
import test from "node:test";

import { roomLeft } from "../../../ehbi/apps/panel_fields.js";

test("a field says how much is left near its end, and how much is too long", () => {
  assert.equal(roomLeft("a".repeat(40), 60), "");
  assert.equal(roomLeft("a".repeat(59), 60), "Nog 1 teken");
  assert.equal(roomLeft("é".repeat(62), 60), "2 tekens te lang");
  assert.equal(roomLeft("a".repeat(900), 0), "");
});
