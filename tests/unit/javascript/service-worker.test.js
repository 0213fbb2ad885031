// What the service worker keeps and gives: the newest page that was had, whole, when there is no server; and nothing besides.
import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

import { fresh } from "./page.js";

const SCOPE = "https://balie.example/ehbi/";
const SCRIPT = `${SCOPE}assets/v1/ehbi/book.js`;
const pageOf = (text, script = "v1/ehbi/book") =>
  `<!DOCTYPE html>\n<html lang="nl" data-served style=""><link rel="modulepreload" href="./assets/${script}.js">` +
  `<script type="module" src="./assets/${script}.js"></script><p>${text}</p></html>`;

/** What a server has, by address; what it has not cannot be reached. @type {Record<string, Response | undefined>} */
let server;
/** @type {Map<string, Map<string, Response>>} */
let stores;
/** @type {Record<string, (event: object) => void>} */
let hears;
let worker;

const named = (what) => what.url ?? what;

async function get(what) {
  const answer = server[named(what)];
  if (!answer) throw new TypeError("no network");
  return answer.clone();
}

const cacheOf = (held) => ({
  keys: async () => [...held.keys()].map((url) => ({ url })),
  addAll: async (urls) => {
    const got = await Promise.all(urls.map(get));
    urls.forEach((url, at) => held.set(url, got[at]));
  },
  put: async (url, answer) => held.set(url, answer),
  delete: async (url) => held.delete(url),
});

beforeEach(async () => {
  mock.timers.reset();
  [server, stores, hears] = [{ [SCOPE]: new Response(pageOf("een")), [SCRIPT]: new Response("1") }, new Map(), {}];
  globalThis.registration = { scope: SCOPE };
  globalThis.skipWaiting = async () => {};
  globalThis.addEventListener = (type, act) => (hears[type] = act);
  globalThis.fetch = get;
  globalThis.caches = {
    open: async (name) => cacheOf(stores.get(name) ?? stores.set(name, new Map()).get(name)),
    match: async (what, { cacheName }) => stores.get(cacheName)?.get(named(what))?.clone(),
    keys: async () => [...stores.keys()],
    delete: async (name) => stores.delete(name),
  };
  worker = await fresh("server/static/service-worker.js");
});

/** Have something happen, with all that it sets off. @param {string} type @param {object} [more] @returns {Promise<string | undefined>} the answer, "" for none */
async function happens(type, more = {}) {
  const under = [];
  let answer;
  hears[type]({ ...more, waitUntil: (done) => under.push(done), respondWith: (given) => (answer = given) });
  const given = await answer;
  await Promise.all(under);
  return given?.text();
}
const asked = (url = SCOPE, mode = "navigate", method = "GET") => happens("fetch", { request: { url, mode, method } });
const kept = () => [...(stores.get(`ehbi ${SCOPE}`)?.keys() ?? [])].sort();

test("once installed, page and scripts are there without a server", async () => {
  await happens("install");
  server = {};
  assert.match(await asked(), /een/);
  assert.equal(await asked(SCRIPT, "cors"), "1");
});

test("whoever comes has the newest page, which takes the place of the one before and its scripts", async () => {
  await happens("install");
  const script = SCRIPT.replace("v1", "v2");
  server = { [SCOPE]: new Response(pageOf("twee", "v2/ehbi/book")), [script]: new Response("2") };
  assert.match(await asked(), /twee/);
  assert.deepEqual(kept(), [SCOPE, script]);
});

test("an open page that hears of another revision has it kept, also one that takes a newer one back", async () => {
  await happens("install");
  for (const text of ["twee", "een"]) {
    server[SCOPE] = new Response(pageOf(text));
    await happens("message");
    assert.match(await stores.get(`ehbi ${SCOPE}`).get(SCOPE).clone().text(), new RegExp(text));
  }
});

test("a page whose scripts cannot all be had does not take the place of one that is whole", async () => {
  await happens("install");
  server = { [SCOPE]: new Response(pageOf("twee", "v2/ehbi/book")) };
  await happens("message");
  server = {};
  assert.match(await asked(), /een/);
});

for (const [what, answer] of Object.entries({
  "a proxy without a server": new Response("<h1>502</h1>", { status: 502 }),
  "a server that has trouble": new Response(pageOf("fout"), { status: 500 }),
}))
  test(`${what} is as no server`, async () => {
    await happens("install");
    server[SCOPE] = answer;
    assert.match(await asked(), /een/);
  });

test("what somebody else answers is shown, so that who must log in to a network can, and not kept", async () => {
  await happens("install");
  server[SCOPE] = new Response("<!DOCTYPE html><html>wifi");
  assert.match(await asked(), /wifi/);
  server = {};
  assert.match(await asked(), /een/);
});

test("a server that does not answer in three seconds has not answered; what it says later is kept", async () => {
  await happens("install");
  mock.timers.enable({ apis: ["setTimeout"] });
  let come = (/** @type {Response} */ _) => {};
  const late = new Promise((resolve) => (come = resolve));
  globalThis.fetch = () => late;
  const answer = asked();
  await new Promise((resolve) => setImmediate(resolve));
  mock.timers.tick(3000);
  await new Promise((resolve) => setImmediate(resolve));
  come(new Response(pageOf("laat")));
  assert.match(await answer, /een/);
  server = {};
  globalThis.fetch = get;
  mock.timers.reset();
  assert.match(await asked(), /laat/);
});

test("the answer that the browser asked for itself is taken", async () => {
  const preloadResponse = Promise.resolve(new Response(pageOf("vooruit")));
  assert.match(await happens("fetch", { request: { url: SCOPE, mode: "navigate", method: "GET" }, preloadResponse }), /vooruit/);
});

test("without a kept page a failure stays a failure", async () => {
  server = {};
  await assert.rejects(asked());
});

test("nothing but the page and its own scripts passes here", async () => {
  const addresses = ["guide", "news", "search", "log", "?token=x", "assets/v1/voila/voila.js", "assets/v1/ehbi/a.js?token=x", "%23a", "manifest.webmanifest"];
  for (const address of addresses) for (const mode of ["navigate", "cors"]) assert.equal(await asked(SCOPE + address, mode), undefined, address);
  for (const url of ["https://elders.example/", "https://balie.example/", "https://balie.example/assets/v1/ehbi/book.js"])
    assert.equal(await asked(url), undefined, url);
  assert.equal(await asked(SCOPE, "navigate", "POST"), undefined);
  assert.equal(await asked(SCOPE, "cors"), undefined);
  assert.deepEqual(kept(), []);
});

test("a script that is asked for and not kept comes from the server", async () => {
  server[`${SCOPE}assets/v1/ehbi/boot.js`] = new Response("boot");
  assert.equal(await asked(`${SCOPE}assets/v1/ehbi/boot.js`, "cors"), "boot");
  assert.deepEqual(kept(), []);
});

test("of a page only the scripts of ours beside it are read", () => {
  assert.deepEqual(worker.scriptsOf(pageOf("een")), [SCRIPT]);
  assert.deepEqual(worker.scriptsOf(`<html lang="nl"><script src="./assets/v1/ehbi/book.js">`), []);
  assert.deepEqual(worker.scriptsOf(pageOf("een").replaceAll("./assets", "https://elders.example")), []);
});

test("what ends it forgets all that was kept, and itself, has pages loaded anew, and hears none", async () => {
  await happens("install");
  stores.set("van iemand anders", new Map());
  let ended = 0;
  globalThis.registration.unregister = async () => (ended += 1);
  hears = {};
  const anew = [];
  globalThis.clients = { matchAll: async () => [{ url: `${SCOPE}#a`, navigate: async (url) => anew.push(url) }] };
  await fresh("server/static/service-worker-off.js");
  await happens("install");
  await happens("activate");
  assert.deepEqual(anew, [`${SCOPE}#a`]);
  assert.deepEqual([[...stores.keys()], ended, Object.keys(hears).sort()], [["van iemand anders"], 1, ["activate", "install"]]);
});

const PICTURE = `${SCOPE}pictures/${"0a".repeat(16)}.webp`;
const withPicture = () => new Response(pageOf("een").replace("<p>", `<img src="./pictures/${"0a".repeat(16)}.webp" width="4"><p>`));

test("a page's pictures are kept too, and go with the page that showed them", async () => {
  Object.assign(server, { [SCOPE]: withPicture(), [PICTURE]: new Response("webp") });
  await happens("install");
  server = {};
  assert.equal(await asked(PICTURE, "no-cors"), "webp");
  server = { [SCOPE]: new Response(pageOf("twee")), [SCRIPT]: new Response("1") };
  await happens("install");
  assert.deepEqual(kept(), [SCOPE, SCRIPT]);
});

test("a picture that cannot be had keeps no page away, and of many the first are kept", async () => {
  server[SCOPE] = withPicture();
  await happens("install");
  assert.deepEqual(kept(), [SCOPE, SCRIPT]);
  const many = Array.from({ length: 90 }, (_, at) => `<img src="./pictures/${String(at).padStart(32, "0")}.webp">`);
  assert.equal(worker.picturesOf(many.join("")).length, 40);
});
