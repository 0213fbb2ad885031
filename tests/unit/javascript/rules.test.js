// The rules of a case and of exercises, held to what Python makes of the same handbook: test_javascript.py writes that down.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { again, exerciseOf, mistakes, placeAfter, redone, within } from "../../../ehbi/book/exercise.js";
import { confirm, linkOf, Moves, trailOf } from "../../../ehbi/book/rules.js";
import { shuffled } from "../../../ehbi/scripts/shuffled.js";

const { books, links } = JSON.parse(readFileSync(process.env.EHBI_EXPECTED, "utf-8"));

for (const [name, book] of Object.entries(books)) {
  const moves = new Moves(
    book.starts.map(({ id }) => id),
    new Map(Object.entries(book.answers)),
    new Map(Object.entries(book.former)),
  );
  const remembered = (link) => new Map(moves.open(link).given.map((given) => [given.step, given]));
  const made = {
    open: (_, link) => moves.open(link),
    keep: (now, count) => moves.keep(now, count),
    confirm,
    jump: (now, step) => moves.jump(now, step),
    change: (now, at, answer, link) => moves.change(now, at, answer, remembered(link)),
  };

  test(`every move from every case leads where Python says: ${name}`, () => {
    assert.deepEqual([...new Set(book.moves.map(([, [move]]) => move))].sort(), Object.keys(made).sort());
    for (const [link, [move, ...how], after, trail] of book.moves) {
      const found = made[move](moves.open(link), ...how);
      assert.deepEqual([linkOf(found), trailOf(found)], [after, trail], `${link} ${move} ${how}`);
    }
  });

  const all = book.stories.map((story) => exerciseOf(story, moves, book.starts, (step) => book.ways[step]));

  test(`exercises have the choices that Python gives them: ${name}`, () => {
    assert.deepEqual(all.map(({ choices }) => choices.map(({ step, told, acts, right, options }) => [step, told, acts, right.id, options])), book.choices);
    assert.deepEqual(all.map(({ story, ending }) => [story, ending]), book.stories.map(({ parts }) => [parts[0], parts.at(-1)]));
  });

  test(`any choices are counted as Python does: ${name}`, () => {
    for (const { situation, chosen, ...expected } of book.rounds) {
      const round = situation ? within(all, situation) : all;
      const choices = [];
      for (const id of chosen) {
        const place = placeAfter(round, choices);
        choices.push({ ...place, option: place.choice.options.find((option) => option.id === id) });
      }
      assert.equal(placeAfter(round, choices), undefined);
      assert.deepEqual(redone(round, chosen), choices);
      assert.equal(redone(round, [...chosen, chosen[0]]), undefined);
      assert.equal(redone(round, ["nothing-of-it"]), undefined);
      assert.deepEqual(mistakes(choices).map(({ choice, option }) => [choice.right.id, option.id]), expected.mistakes);
      assert.deepEqual(again(round, choices).map(({ title }) => title), expected.again);
    }
  });

  if (name === "packaged") {
    test("an address is read by the rules of a case", () => {
      for (const [link, opened] of Object.entries(links.opened)) assert.equal(linkOf(moves.open(link)), opened, link);
      for (const [link, known] of Object.entries(links.known)) assert.equal(moves.known(link), known, link);
    });
  }
}

test("whatever the order, all of a list is there once", () => {
  const list = [1, 2, 3, 4, 5];
  for (let round = 0; round < 50; round += 1) assert.deepEqual(shuffled(list).sort(), list);
});
