// How a page asks for a guide: again after a while that grows, as the server says, and only while somebody looks.
import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

import { awaitGuide, fetchGuide, happens, rest } from "../../../ehbi/server/static/asking.js";
import { Page } from "./page.js";

/** @type {Page} */
let page;
/** @type {string[]} */
let told;
/** @type {{status?: number, after?: string, body?: string, lost?: boolean}[]} */
let answers;
let asked = 0;

beforeEach(() => {
  mock.restoreAll();
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  mock.method(Math, "random", () => 0);
  page = new Page();
  told = [];
  asked = 0;
  globalThis.fetch = async () => {
    asked += 1;
    const { status = 200, after, body = "", lost } = answers.shift() ?? { lost: true };
    if (lost) throw new TypeError("no network");
    return new Response(body, { status, headers: after ? { "Retry-After": after } : {} });
  };
});

const settled = () => new Promise((resolve) => setImmediate(resolve));

/** Ask from now on. @param {AbortSignal} [signal] */
function ask(signal = new AbortController().signal) {
  const made = { html: "", error: "" };
  const done = (/** @type {string} */ html) => (made.html = html);
  const failed = (/** @type {Error} */ error) => (made.error = error.name);
  awaitGuide((reason) => told.push(reason), signal).then(done, failed);
  return made;
}

/** How many requests there are after each of these seconds. @param {...number} seconds */
async function askedAfter(...seconds) {
  const found = [];
  for (const second of seconds) {
    mock.timers.tick(second * 1000);
    await settled();
    found.push(asked);
  }
  return found;
}

test("a guide that is there is given", async () => {
  answers = [{ body: "<div>" }];
  const made = ask();
  await settled();
  assert.deepEqual([made.html, told], ["<div>", []]);
});

test("each pause is twice the one before, up to a minute", async () => {
  answers = [];
  ask();
  assert.deepEqual(await askedAfter(0, 2, 3.9, 0.1, 8, 16, 32, 59, 1, 60), [1, 2, 2, 3, 4, 5, 6, 6, 7, 8]);
  assert.equal(told.length, 8);
});

test("the server says when, and that it is full", async () => {
  answers = [{ status: 503, after: "5" }, { status: 500 }, { body: "yes" }];
  const made = ask();
  assert.deepEqual(await askedAfter(0, 4.9, 0.1, 3.9, 0.1), [1, 1, 2, 2, 3]);
  assert.deepEqual([made.html, told], ["yes", ["full", "Error: guide 500"]]);
});

test("pages do not all ask at once", async () => {
  mock.method(Math, "random", () => 1);
  answers = [];
  ask();
  assert.deepEqual(await askedAfter(0, 2.9, 0.1), [1, 1, 2]);
});

test("nothing is asked while nobody looks", async () => {
  answers = [];
  ask();
  await settled();
  page.hidden = true;
  assert.deepEqual(await askedAfter(3600), [1]);
  page.look(true);
  assert.deepEqual(await askedAfter(0), [1]);
  page.look(false);
  assert.deepEqual(await askedAfter(0), [2]);
});

test("asking ends when the page has another attempt", async () => {
  answers = [];
  const attempt = new AbortController();
  const made = ask(attempt.signal);
  await settled();
  attempt.abort();
  assert.deepEqual(await askedAfter(3600), [1]);
  assert.equal(made.error, "AbortError");
  assert.equal(told.length, 1);
});

test("who asks once is told what went wrong", async () => {
  answers = [{ status: 503, after: "7" }];
  await assert.rejects(fetchGuide(new AbortController().signal), { message: "guide 503", full: true, seconds: 7 });
});

test("what happens after it is over is not heard", async () => {
  const over = new AbortController();
  let heard = 0;
  happens(["keydown"], over.signal).then(() => (heard += 1));
  over.abort();
  page.dispatchEvent(new Event("keydown"));
  await settled();
  assert.equal(heard, 0);
  happens(["keydown"], new AbortController().signal).then(() => (heard += 1));
  page.dispatchEvent(new Event("keydown"));
  page.dispatchEvent(new Event("keydown"));
  await settled();
  assert.equal(heard, 1);
});

test("a rest that is over before its end is an end", async () => {
  const over = new AbortController();
  const ended = assert.rejects(rest(1, over.signal), { name: "AbortError" });
  over.abort();
  mock.timers.tick(1000);
  await ended;
});

test("slides that hear their server again ask at once", async () => {
  answers = [{ status: 503, after: "60" }, { body: "<div>" }];
  const made = ask();
  await settled();
  page.tell("slides:back");
  await settled();
  assert.deepEqual([made.html, asked], ["<div>", 2]);
});
