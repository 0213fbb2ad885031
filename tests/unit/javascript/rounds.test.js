// Which exercises a round has, and when one comes back, by the clock of a device: at midnight, in summer time, and when it goes back.
import assert from "node:assert/strict";
import test from "node:test";

import { after, dayOf, isDue, nextRound, PAUSES, ROUND } from "../../../ehbi/book/rounds.js";

const TODAY = dayOf(new Date(2026, 10, 30, 12));
const MISSED = after(undefined, false, TODAY);

/** How it goes on: right on each of these days. @param {import("../../../ehbi/book/rounds.js").Past} past @param {...number} days from today */
const right = (past, ...days) => days.reduce((now, day) => after(now, true, TODAY + day), past);

/** How many days after today it is to come back, within a hundred, as the days go by since it was done. @param {import("../../../ehbi/book/rounds.js").Past} past */
const dueFrom = (past) => [...Array(100).keys()].find((day) => TODAY + day >= past.seen && isDue(past, TODAY + day));

test("a day is that of the device: it begins at midnight and has any number of hours", () => {
  assert.equal(dayOf(new Date(2026, 10, 30, 0, 0, 0)), TODAY);
  assert.equal(dayOf(new Date(2026, 10, 30, 23, 59, 59, 999)), TODAY);
  assert.equal(dayOf(new Date(2026, 11, 1, 0, 0, 0)), TODAY + 1);
  // Summer time begins and ends: a day of 23 and one of 25 hours in the Netherlands.
  for (const [month, day] of [[2, 29], [9, 25]]) {
    const noon = dayOf(new Date(2026, month, day, 12));
    assert.deepEqual([-1, 1].map((more) => dayOf(new Date(2026, month, day + more, 0, 30)) - noon), [-1, 1]);
  }
  assert.equal(dayOf(new Date(2027, 0, 1)) - dayOf(new Date(2026, 11, 31)), 1);
});

test("what was hard comes back after 1, 7 and 30 days, each time that it goes well, and then no more", () => {
  assert.deepEqual(PAUSES, [1, 7, 30]);
  assert.equal(dueFrom(MISSED), 1);
  assert.equal(dueFrom(right(MISSED, 1)), 8);
  assert.equal(dueFrom(right(MISSED, 1, 8)), 38);
  assert.equal(dueFrom(right(MISSED, 1, 8, 38)), undefined);
});

test("who comes later than that goes on from there, and a mistake begins anew", () => {
  assert.equal(dueFrom(right(MISSED, 20)), 27);
  assert.equal(dueFrom(after(right(MISSED, 1, 8), false, TODAY + 40)), 41);
});

test("a minute before midnight and a minute after it are two days", () => {
  const late = after(undefined, false, dayOf(new Date(2026, 11, 31, 23, 59)));
  assert.equal(isDue(late, dayOf(new Date(2026, 11, 31, 23, 59, 59))), false);
  assert.equal(isDue(late, dayOf(new Date(2027, 0, 1, 0, 1))), true);
});

test("right sooner than it has to come back leaves that as it was", () => {
  assert.equal(dueFrom(right(MISSED, 0)), 1);
  assert.equal(dueFrom(right(MISSED, 1, 3, 5)), 8);
});

test("what goes well at once does not come back", () => {
  assert.equal(dueFrom(right(after(undefined, true, TODAY), 1)), undefined);
});

test("a clock that goes back keeps nothing away: what was done later than now is to come back", () => {
  const ahead = after(undefined, false, TODAY + 1500);
  assert.equal(isDue(ahead, TODAY), true);
  const corrected = after(ahead, true, TODAY);
  assert.deepEqual([corrected.seen, dueFrom(corrected)], [TODAY, 7]);
  // A day back, as by a journey to the west: a little sooner, and never later.
  assert.equal(isDue(MISSED, TODAY - 1), true);
});

const ids = [..."abcdefgh"];

test("a round has what is new first", () => {
  assert.deepEqual(nextRound(ids, {}, TODAY), [..."abcde"]);
  const past = after(undefined, true, TODAY);
  assert.deepEqual(nextRound(ids, { a: past, b: past, d: past }, TODAY), [..."cefgh"]);
});

test("two of a round were hard when there is enough that is new", () => {
  const known = { a: MISSED, c: MISSED, d: MISSED };
  assert.deepEqual(nextRound(ids, known, TODAY), [..."acbef"]);
});

test("where little is new the round has the rest of what was hard, and then what was done longest ago", () => {
  const on = (/** @type {number} */ day) => after(undefined, true, TODAY + day);
  const known = { a: on(-1), b: MISSED, c: MISSED, d: MISSED, e: on(-9), f: on(-3), g: on(0) };
  assert.deepEqual(nextRound(ids, known, TODAY), [..."bchde"]);
  assert.equal(nextRound(ids, known, TODAY).length, ROUND);
});

test("what went well is hard again once it is to come back", () => {
  const learned = right(MISSED, 1);
  const known = Object.fromEntries(ids.map((id) => [id, id === "h" ? learned : after(undefined, true, TODAY)]));
  assert.notEqual(nextRound(ids, known, TODAY + 7)[0], "h");
  assert.equal(nextRound(ids, known, TODAY + 8)[0], "h");
});

test("fewer exercises than a round has come once each", () => {
  assert.deepEqual(nextRound(["a", "b"], { a: MISSED }, TODAY), ["a", "b"]);
});
