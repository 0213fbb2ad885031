// What waits in a browser for the server: until that has it, a hundred at most, for a week, and nothing of anybody.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { beforeEach, mock, test } from "node:test";

import { fresh, Page } from "./page.js";

const { texts } = JSON.parse(readFileSync(process.env.EHBI_EXPECTED, "utf-8"));
const DAY = 24 * 60 * 60_000;
/** @type {Page} */
let page;
/** @type {Map<string, string>} */
let memory;
/** What the server says: a status, or 0 when it is not there. @type {number} */
let status;
/** @type {Record<string, any>[]} */
let told;
let outbox;

beforeEach(async () => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["Date"], now: 100 * DAY });
  [memory, told, status] = [new Map(), [], 0];
  globalThis.localStorage = { getItem: (key) => memory.get(key) ?? null, setItem: (key, text) => memory.set(key, text), removeItem: (key) => memory.delete(key) };
  globalThis.fetch = async (_, { body }) => {
    if (!status) throw new TypeError("no network");
    told.push(JSON.parse(body));
    return new Response(status === 204 ? null : "{}", { status });
  };
  await open();
});

async function open(pathname = "/") {
  page = new Page(pathname);
  outbox = await fresh("book/outbox.js");
}

/** Hear from the server that it is there, and wait until nothing more is sent. */
async function back(newest = "d1") {
  page.tell("ehbi:connection", { newest });
  for (let turn = 0; turn < 2000; turn += 1) await null;
  await new Promise((resolve) => setImmediate(resolve));
}

async function happen(what) {
  const letter = outbox.letterOf("log", { what });
  outbox.put(letter);
  return outbox.send(letter);
}
const whats = () => told.map(({ what }) => what);

test("what the server has is not held any more", async () => {
  status = 204;
  await happen("a");
  await back();
  assert.deepEqual([whats(), memory.size], [["a"], 0]);
});

test("what it did not hear is sent by the next page when it is back, once, with how long ago it was", async () => {
  await happen("a");
  await happen("b");
  await open();
  await back(undefined);
  assert.deepEqual(told, []);
  mock.timers.tick(2 * DAY);
  status = 204;
  await back();
  await back();
  assert.deepEqual([whats(), told.map(({ ago }) => ago), memory.size], [["a", "b"], [2880, 2880], 0]);
});

test("when the answer got lost it is sent again under the same mark", async () => {
  status = 502;
  await happen("a");
  status = 204;
  await back();
  assert.equal(new Set(told.map(({ mark }) => mark)).size, 1);
});

for (const refused of [400, 422])
  test(`what is refused for good (${refused}) is not sent again`, async () => {
    status = refused;
    await happen("a");
    assert.equal(memory.size, 0);
  });

for (const trouble of [200, 404, 421, 500, 503])
  test(`any other answer (${trouble}) is none: a hotspot or a proxy can give one`, async () => {
    status = trouble;
    await happen("a");
    assert.equal(memory.size, 1);
  });

test("while it goes wrong only one is tried", async () => {
  for (const what of ["a", "b", "c"]) await happen(what);
  status = 503;
  await back();
  assert.deepEqual(whats(), ["a"]);
});

test("the last hundred are held, for a week", async () => {
  for (let number = 0; number < 120; number += 1) await happen(number);
  status = 204;
  await back();
  assert.deepEqual([whats().length, whats()[0]], [100, 20]);
  status = 0;
  await happen("old");
  mock.timers.tick(7 * DAY);
  status = 204;
  told = [];
  await back();
  assert.deepEqual(told, []);
});

test("another EHBI under a path of the same host is told nothing of it", async () => {
  await happen("a");
  await open("/ehbi/");
  status = 204;
  await back();
  assert.deepEqual(told, []);
});

for (const text of ["{", "null", "3", '[{"at":"x"}]'])
  test(`what somebody else wrote there is nothing: ${text}`, async () => {
    memory.set("ehbi-outbox /", text);
    status = 204;
    await back();
    await happen("a");
    assert.deepEqual(whats(), ["a"]);
  });

test("a browser that keeps nothing still sends", async () => {
  delete globalThis.localStorage;
  status = 204;
  await happen("a");
  assert.deepEqual(whats(), ["a"]);
});

test("no text waits that the server would refuse", () => {
  for (const text of texts) assert.equal(outbox.mayWait(text), false, text);
});

test("what staff write without figures may wait", () => {
  const plain = ["", "De link is stuk", "De knop heet nu anders, en het wachtwoord werkt pas na een kwartier.", "Dit klopt niet (meer): wel/niet?"];
  for (const text of plain) assert.equal(outbox.mayWait(text), true, text);
});
