// What the page tells the case log, and when: each case that ended or was left, once, as the ids of its steps and no more.
import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

import { fresh, Page } from "./page.js";

const MINUTE = 60_000;
/** @type {Page} */
let page;
/** @type {[string, RequestInit][]} */
let sent;

beforeEach(async () => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  page = new Page();
  page.parts = { end: { dataset: { kind: "outcome" } } };
  sent = [];
  globalThis.fetch = async (to, how) => (sent.push([to, how]), new Response(null, { status: 204 }));
  await fresh("book/caselog.js");
  shows();
});

/** Show a case that came so far. @param {...string} steps */
function shows(...steps) {
  const given = steps.slice(0, -1).map((step) => ({ step, answer: "ja", assumed: false }));
  page.tell("ehbi:shown", { start: steps[0] ?? "", given, step: steps.at(-1) ?? "" });
}

const leave = () => page.window.dispatchEvent(new Event("pagehide"));

/** What the server was told, but for a mark that is another each time. */
function told() {
  const bodies = sent.map(([, { body }]) => JSON.parse(String(body)));
  assert.equal(new Set(bodies.map(({ mark }) => mark)).size, bodies.length);
  for (const { mark } of bodies) assert.match(mark, /^[0-9a-f]{32}$/);
  return sent.map(([to, { headers }], at) => [to, headers["Content-Type"], { ...bodies[at], mark: "" }]);
}

/** @param {...[string[], string[]]} cases steps, and those that were gone back from */
async function logged(...cases) {
  const expected = cases.map(([steps, back]) => ["log", "application/json", { steps, back, revision: "d1", mark: "", ago: 0 }]);
  assert.deepEqual(told(), expected);
}

test("a case is told when another one starts, and the last when the page is left", async () => {
  shows("a");
  shows("a", "end");
  shows();
  await logged([["a", "end"], []]);
  shows("b");
  leave();
  await logged([["a", "end"], []], [["b"], []]);
});

test("a page that comes back tells nothing again", async () => {
  shows("a");
  leave();
  leave();
  shows("a");
  leave();
  await logged([["a"], []]);
});

test("another situation without going by the start is another case, and so is the same one again", async () => {
  shows("a", "b");
  shows("c");
  shows();
  shows("c");
  leave();
  await logged([["a", "b"], []], [["c"], []], [["c"], []]);
});

test("the steps that were gone back from are told in that order, by whatever means", async () => {
  shows("a");
  shows("a", "b", "c");
  shows("a", "b");
  shows("a");
  shows("a", "d", "e");
  shows("a", "b");
  leave();
  await logged([["a", "b"], ["c", "b", "e"]]);
});

test("a jump ahead and a passage into another situation are on the way", async () => {
  shows("a");
  shows("a", "b", "c", "end");
  leave();
  await logged([["a", "b", "c", "end"], []]);
});

test("what was only opened from its address is no case, and is one as soon as somebody goes on", async () => {
  page = new Page();
  await fresh("book/caselog.js");
  shows("a", "b");
  shows("a", "b"); // the guide has come
  leave();
  await logged();
  shows("a", "b", "c");
  leave();
  await logged([["a", "b", "c"], []]);
});

test("a minute at its outcome ends a case, which is told once", async () => {
  shows("a");
  shows("a", "end");
  mock.timers.tick(MINUTE - 1);
  await logged();
  mock.timers.tick(1);
  await logged([["a", "end"], []]);
  shows();
  leave();
  await logged([["a", "end"], []]);
});

test("who goes back from an outcome before that has not ended", async () => {
  shows("a");
  shows("a", "end");
  mock.timers.tick(MINUTE - 1);
  shows("a");
  mock.timers.tick(2 * MINUTE);
  await logged();
  shows("a", "b");
  leave();
  await logged([["a", "b"], ["end"]]);
});

test("a case that is longer than the server takes is not told, and no more steps back than it takes", async () => {
  const long = Array.from({ length: 201 }, (_, at) => `s${at}`);
  shows("s0");
  shows(...long);
  leave();
  await logged();
  shows();
  for (let time = 0; time < 60; time += 1) {
    shows("a", "b");
    shows("a");
  }
  leave();
  await logged([["a"], Array(50).fill("b")]);
});

test("what is told when the page goes, goes on without it", () => {
  shows("a");
  leave();
  assert.equal(sent[0][1].keepalive, true);
});
