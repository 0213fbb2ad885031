// What is known of whoever practises, and where that is kept: in the tab until they stop, in the browser when they ask for it.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { fresh, Page } from "./page.js";

const ROUND = { from: "", ids: ["a", "b"], chosen: ["x"], read: false };
const PAST = { seen: 1, right: true };

/** As much of a storage as is asked for. */
function storage() {
  const kept = new Map();
  return { kept, getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value), removeItem: (key) => kept.delete(key) };
}

let progress;

beforeEach(async () => {
  new Page();
  globalThis.localStorage = /** @type {any} */ (storage());
  globalThis.sessionStorage = /** @type {any} */ (storage());
  progress = await fresh("book/progress.js");
});

const sizes = () => [globalThis.localStorage, globalThis.sessionStorage].map((one) => /** @type {any} */ (one).kept.size);

test("without being asked nothing outlives the tab, and stopping takes that away too", () => {
  progress.note("a", PAST);
  progress.hold(ROUND);
  assert.deepEqual([progress.known(), progress.round()], [{ a: PAST }, ROUND]);
  assert.deepEqual(sizes(), [0, 2]);
  progress.stop();
  assert.deepEqual([progress.known(), progress.round()], [{}, undefined]);
  assert.deepEqual(sizes(), [0, 0]);
});

test("who asks for it has it remembered with what was done before, and stopping leaves that", () => {
  progress.note("a", PAST);
  progress.keep(true);
  progress.note("b", PAST);
  progress.stop();
  assert.deepEqual([progress.remembers(), progress.known()], [true, { a: PAST, b: PAST }]);
  assert.deepEqual(sizes(), [1, 0]);
});

test("asked to forget, nothing is left", () => {
  progress.keep(true);
  progress.note("a", PAST);
  progress.keep(false);
  assert.deepEqual([progress.remembers(), progress.known(), sizes()], [false, {}, [0, 0]]);
});

test("what is kept is how exercises went, by their name and day, and nothing else", () => {
  progress.keep(true);
  progress.note("a", { seen: 20787, right: false, times: 0, due: 20788 });
  const kept = [.../** @type {any} */ (globalThis.localStorage).kept];
  assert.deepEqual(kept, [["ehbi-practice", '{"a":{"seen":20787,"right":false,"times":0,"due":20788}}']]);
});

test("what is nothing of ours is nothing, and a browser that keeps nothing is practised in all the same", () => {
  for (const text of ["{", "null", "7", '"x"', '{"ids":1}']) {
    globalThis.sessionStorage.setItem("ehbi-practice-round", text);
    assert.equal(progress.round(), undefined, text);
  }
  globalThis.localStorage.setItem("ehbi-practice", "{");
  assert.deepEqual(progress.known(), {});
  for (const name of ["localStorage", "sessionStorage"]) Object.defineProperty(globalThis, name, { get: () => assert.fail("refused"), configurable: true });
  progress.keep(true);
  progress.note("a", PAST);
  progress.hold(ROUND);
  progress.stop();
  assert.deepEqual([progress.remembers(), progress.known(), progress.round()], [false, {}, undefined]);
  for (const name of ["localStorage", "sessionStorage"]) Object.defineProperty(globalThis, name, { value: storage(), configurable: true, writable: true });
});
