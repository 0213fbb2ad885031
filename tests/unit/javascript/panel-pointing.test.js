// Where on a picture somebody points, and what waits to be sent of it.
import assert from "node:assert/strict";
import test from "node:test";

import { later } from "../../../ehbi/apps/panel_fields.js";
import { onPicture } from "../../../ehbi/apps/panel_pointing.js";

test("a place is a whole number within the picture", () => {
  assert.deepEqual(onPicture(370.4, 674.5), { x: 370, y: 675 });
  assert.deepEqual(onPicture(-3, 1200), { x: 0, y: 1000 });
});

test("keys in one go are sent once, and what waits elsewhere goes first", ({ mock }) => {
  mock.timers.enable({ apis: ["setTimeout"] });
  /** @type {string[]} */
  const sent = [];
  const [one, other] = ["one", "other"].map((name) => later(() => sent.push(name)));
  one.soon();
  one.soon();
  other.soon();
  assert.deepEqual(sent, ["one"]);
  assert.equal(other.isWaiting(), true);
  mock.timers.runAll();
  other.now();
  assert.deepEqual(sent, ["one", "other"]);
});
