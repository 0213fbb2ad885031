// *Samen aan de balie* at the desk: the patron's screen follows the case, and what is said there stands at its answers.
import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

import { fresh, Page } from "./page.js";

/** As much of an element as this script asks of one. */
class Part extends EventTarget {
  hidden = false;
  textContent = "";
  dataset = {};
  open = false;
  inSight = false;
  /** @type {any[]} */
  children = [];

  constructor(found = {}) {
    super();
    this.found = found;
  }
  querySelector(query) {
    return this.found[query] ?? null;
  }
  querySelectorAll() {
    return [];
  }
  append(...parts) {
    this.children.push(...parts);
  }
  replaceChildren(...parts) {
    this.children = parts;
    this.textContent = parts.map((part) => part.textContent ?? part).join("");
  }
  scrollIntoView() {
    this.inSight = true;
  }
  showModal() {
    this.open = true;
  }
  close() {
    this.open = false;
  }
  click() {
    this.dispatchEvent(new Event("click"));
  }
}

const link = (answer, label, leads) => Object.assign(new Part({ ".label": { textContent: label } }), { dataset: { answer }, hash: `#${leads}` });
const LINKS = [link("gelukt", "Ja, het lukt", "einde"), link("niet-gelukt", "Nee", "verder")];

/** @type {Page} */
let page;
/** What the server was asked, and what it says: a value, a status, or nothing when it is not there. @type {string[]} */
let asked;
/** @type {any} */
let news;
let code = "";
/** @type {object[]} */
let told;

beforeEach(async () => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  [asked, code, news, told] = [[], "data:image/svg+xml,x", { said: "", step: "stap", language: "", here: false }, []];
  page = new Page();
  location.href = "https://balie.example/#stap";
  const step = Object.assign(new Part({ ".ehbi-card": new Part({ ".ask": new Part() }), '[data-answer="gelukt"]': LINKS[0] }), { id: "stap" });
  const parts = { stap: step, einde: Object.assign(new Part(), { id: "einde" }) };
  for (const id of ["", "_title", "_link", "_alone", "_code", "_address", "_trouble", "_window", "_end", "_close"]) parts[`page_together${id}`] = new Part();
  parts.page_together_said = Object.assign(new Part({ p: new Part(), button: new Part() }), { dataset: { done: "Gelukt", failed: "Lukt niet", unclear: "Ik snap het niet" } });
  parts.page_to_together = new Part();
  page.parts = parts;
  page.createElement = () => new Part();
  page.querySelectorAll = (query) => (query === "section.step" ? [parts.stap, parts.einde] : []);
  step.querySelectorAll = (query) => (query === "a[data-answer]" ? LINKS : []);
  globalThis.CSS = /** @type {any} */ ({ escape: (text) => text });
  globalThis.fetch = /** @type {any} */ (
    async (path, { method = "GET", headers = {}, body }) => {
      asked.push([method, path, headers["EHBI-Key"], body && Object.values(JSON.parse(body)).join(" ")].filter(Boolean).join(" "));
      if (path === "mee") return Response.json({ address: "https://balie.example/mee/t0ken", key: "sleutel", code });
      if (news === undefined) throw new TypeError("no network");
      return typeof news === "number" ? new Response("{}", { status: news }) : Response.json(news);
    }
  );
  page.addEventListener("ehbi:spoken", ({ detail }) => told.push(detail));
  await fresh("book/together.js");
});
afterEach(() => page.window.dispatchEvent(new Event("pagehide")));

const settled = () => new Promise((resolve) => setImmediate(resolve));
const line = () => page.parts.page_together_said.found.p.textContent;
const takeOver = () => page.parts.page_together_said.found.button;

async function shown(step, start = "begin") {
  page.tell("ehbi:shown", { start, step, given: [] });
  await settled();
}
async function begin() {
  await shown("stap");
  page.parts.page_to_together.click();
  await settled();
}
async function later(next) {
  news = next;
  mock.timers.tick(1500);
  await settled();
}

test("before a case there is no button, and nobody is asked anything", async () => {
  await shown("", "");
  assert.deepEqual([page.parts.page_to_together.hidden, asked], [true, []]);
});

test("it begins with the step at hand, shows where to come, and hears with its key", async () => {
  await begin();
  assert.deepEqual(asked, ["POST mee stap  https://balie.example/", "GET mee/t0ken/gezegd sleutel"]);
  assert.equal(page.parts.page_together_address.textContent, "balie.example/mee/t0ken");
  assert.match(line(), /nog niemand/);
});

test("the language that the desk chose goes along, and one that no phone can reach has no code", async () => {
  code = "";
  page.tell("ehbi:patron", { tag: "uk" });
  await begin();
  assert.equal(asked[0], "POST mee stap uk https://balie.example/");
  const isHidden = (part) => page.parts[`page_together_${part}`].hidden;
  assert.deepEqual(["link", "alone", "window"].map(isHidden), [true, false, false]);
  await later({ said: "", step: "stap", language: "uk", here: true });
  assert.deepEqual(told, []);
});

test("once the patron looks along the code goes, and the language is that of the patron", async () => {
  await begin();
  assert.equal(page.parts.page_together.open, true);
  await later({ said: "", step: "stap", language: "ar", here: true });
  assert.equal(page.parts.page_together.open, false);
  assert.match(line(), /kijkt mee/);
  assert.deepEqual(told, [{ tag: "ar" }]);
  await later({ said: "", step: "stap", language: "ar", here: false });
  assert.match(line(), /niet meer mee/);
});

test("another step moves the patron's screen, again when that did not get there", async () => {
  await begin();
  asked = [];
  await shown("einde");
  assert.deepEqual(asked, ["GET mee/t0ken/gezegd sleutel", "POST mee/t0ken sleutel einde"]);
  asked = [];
  await later({ said: "", step: "stap", language: "", here: true });
  assert.deepEqual(asked, ["GET mee/t0ken/gezegd sleutel", "POST mee/t0ken sleutel einde"]);
});

test("a language that the desk chooses goes along once, what is heard meanwhile counts no more, and no answer to it goes back", async () => {
  await begin();
  await later({ said: "", step: "stap", language: "ar", here: true });
  [asked, told] = [[], []];
  page.tell("ehbi:chosen", { tag: "nl" });
  await settled();
  assert.deepEqual(asked, ["GET mee/t0ken/gezegd sleutel", "POST mee/t0ken sleutel stap nl"]);
  asked = [];
  await later({ said: "", step: "stap", language: "nl", here: true });
  assert.deepEqual([asked, told], [["GET mee/t0ken/gezegd sleutel"], []]);
  await later({ said: "", step: "stap", language: "ar", here: true });
  assert.deepEqual([asked.filter((one) => one.startsWith("POST")), told], [[], [{ tag: "ar" }]]);
});

test("a language that did not get there is sent again with the step of then", async () => {
  await begin();
  news = undefined;
  page.tell("ehbi:chosen", { tag: "uk" });
  await shown("einde");
  asked = [];
  await later({ said: "", step: "stap", language: "", here: true });
  assert.deepEqual(asked, ["GET mee/t0ken/gezegd sleutel", "POST mee/t0ken sleutel einde uk"]);
});

test("one that the server no longer has keeps no step from the patron", async () => {
  await begin();
  const none = globalThis.fetch;
  globalThis.fetch = /** @type {any} */ (async (path, how = {}) => (how.method ? new Response("{}", { status: 400 }) : none(path, how)));
  page.tell("ehbi:chosen", { tag: "tlh" });
  await settled();
  globalThis.fetch = none;
  asked = [];
  await shown("einde");
  assert.deepEqual(asked, ["GET mee/t0ken/gezegd sleutel", "POST mee/t0ken sleutel einde"]);
});

test("what the patron says is taken over by one click where exactly one answer means it", async () => {
  await begin();
  await later({ said: "done", step: "stap", language: "", here: true });
  assert.equal(line(), "De lener zegt: Gelukt.");
  assert.equal(page.parts.page_together_said.inSight, true);
  assert.equal(takeOver().textContent, "Neem over: Ja, het lukt");
  let pressed = 0;
  LINKS[0].addEventListener("click", () => (pressed += 1), { once: true });
  takeOver().click();
  assert.equal(pressed, 1);
  await later({ said: "unclear", step: "stap", language: "", here: true });
  assert.deepEqual([line(), takeOver().hidden], ["De lener zegt: Ik snap het niet.", true]);
});

test("what was said of another step is not shown at this one", async () => {
  await begin();
  await later({ said: "done", step: "eerder", language: "", here: true });
  assert.match(line(), /kijkt mee/);
});

test("a lost connection is told, and it is asked again", async () => {
  await begin();
  await later(undefined);
  assert.match(line(), /Geen verbinding/);
  await later({ said: "", step: "stap", language: "", here: true });
  assert.match(line(), /kijkt mee/);
});

test("what ended elsewhere has ended here, and is not asked after any more", async () => {
  await begin();
  await later(404);
  assert.match(line(), /afgelopen/);
  asked = [];
  await later(404);
  assert.deepEqual(asked, []);
});

for (const [how, act] of /** @type {[string, () => unknown][]} */ ([
  ["another case", () => shown("stap", "anders")],
  ["no case", () => shown("", "")],
  ["the desk", () => page.parts.page_together_end.click()],
  ["a page that goes", () => page.window.dispatchEvent(new Event("pagehide"))],
]))
  test(`it ends with ${how}`, async () => {
    await begin();
    asked = [];
    await act();
    assert.equal(asked[0], "DELETE mee/t0ken sleutel");
    assert.equal(page.parts.page_together_said.hidden, true);
    asked = [];
    await later(404);
    assert.deepEqual(asked, []);
  });

test("one that comes when its case is over ends at once", async () => {
  await shown("stap");
  page.parts.page_to_together.click();
  page.tell("ehbi:shown", { start: "anders", step: "stap", given: [] });
  await settled();
  assert.equal(asked.at(-1), "DELETE mee/t0ken sleutel");
});

test("where it cannot begin that is told, and it can be tried again", async () => {
  await shown("stap");
  globalThis.fetch = async () => new Response("{}", { status: 503 });
  page.parts.page_to_together.click();
  await settled();
  assert.match(page.parts.page_together_trouble.textContent, /lukt nu niet/);
});
