// What a managers' page says of its connection: once that has gone, nothing that was still on its way unsays it.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { fresh, Page } from "./page.js";

/** @type {Page} */
let page;
const told = () => page.parts.page_trouble.said;

beforeEach(async () => {
  page = new Page();
  page.createElement = () => ({});
  page.parts = {
    page_guide: { contains: () => false, dataset: { kept: "Je concept is bewaard." } },
    page_waiting: { hidden: false },
    page_trouble: {
      said: "",
      replaceChildren(text) {
        this.said = text?.textContent ?? "";
      },
    },
  };
  await fresh("server/static/shell.js");
});

test("a connection that goes while the page opens is told, and what comes late does not unsay it", () => {
  page.tell("ehbi:full", { reason: "connection", over: true });
  page.tell("ehbi:started");
  assert.match(told(), /Er is geen verbinding/);
  assert.equal(page.parts.page_guide.inert, true);
});

test("a connection that goes just after the page came is told, and goes on being told", () => {
  page.tell("ehbi:started");
  page.tell("ehbi:lost", { reason: "connection" });
  page.tell("ehbi:started");
  assert.equal(told(), "De verbinding is weg. Je concept is bewaard.");
  assert.equal(page.parts.page_guide.inert, true);
});

test("a page that opens slowly says so until it is there", () => {
  page.tell("ehbi:full", { reason: "slow", over: false });
  assert.match(told(), /duurt langer/);
  page.tell("ehbi:started");
  assert.equal(told(), "");
  assert.equal(page.parts.page_guide.inert, undefined);
});

test("slides that get another guide say no more that it is lost, and it can be used", () => {
  page.tell("ehbi:started");
  page.tell("ehbi:lost", { reason: "connection", over: true });
  page.tell("ehbi:full", { reason: "TypeError: Failed to fetch", over: false });
  assert.match(told(), /Er is geen verbinding/);
  page.tell("ehbi:back");
  assert.equal(told(), "");
  assert.equal(page.parts.page_guide.inert, false);
});
