// Runs before a page's own scripts: notes when things are there, in milliseconds since the visit began.
// Everything is measured to the frame in which it is seen.
(() => {
  const marks = (window.marks = {});
  const seen = (element) => element?.checkVisibility?.() ?? false;
  const note = (name) => (marks[name] ??= performance.now());

  /** Find an element that may lie in shadow trees, as Panel's do. @param {Document | ShadowRoot} root */
  function deep(selector, root = document) {
    const hosts = [...root.querySelectorAll("*")].filter((one) => one.shadowRoot);
    return root.querySelector(selector) ?? hosts.map((one) => deep(selector, one.shadowRoot)).find(Boolean);
  }

  // The book answers: as soon as a link is there it is clicked, and its step must come on screen.
  let clicked = false;
  function look() {
    const link = document.querySelector("a[data-start=geen-rechten]");
    if (link && !clicked && new URLSearchParams(location.search).has("click")) {
      clicked = true;
      link.click();
    }
    if (seen(document.querySelector("section#geen-rechten"))) note("answered");
    if (seen(document.querySelector(".widget-dropdown select")) || (window.Bokeh && !marks.ready && seen(deep("button.bk-btn")))) note("ready");
    if (document.body?.dataset.ehbi === "guide" && seen(document.querySelector("#page_guide .ehbi-row-now"))) note("live");
    requestAnimationFrame(look);
  }
  requestAnimationFrame(look);

  const LIMIT = 10_000;

  /** Wait for a condition, looked at after every change of the page and each frame. @param {string} what it is, for whoever waits too long @param root in which it changes */
  const until = async (what, met, root = document.documentElement) => {
    const end = performance.now() + LIMIT;
    while (!met()) {
      if (performance.now() > end) throw new Error(`${LIMIT / 1000} s waited for ${what}`);
      await new Promise((resolve) => {
        const observer = new MutationObserver(() => (observer.disconnect(), resolve()));
        observer.observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
        requestAnimationFrame(() => (observer.disconnect(), resolve()));
      });
    }
  };
  const frame = () => new Promise(requestAnimationFrame);
  const choose = (select, index) => {
    select.selectedIndex = index;
    select.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const guide = () => document.getElementById("page_guide");
  const rows = () => guide().querySelectorAll(".ehbi-row:not(.ehbi-row-off)");
  const link = () => decodeURIComponent(location.hash.slice(1));

  /** What a person sees of a step: the card, the mark on the chart, the address, and where the focus is. */
  const isShown = ({ step, link: wanted }) => {
    const focused = document.activeElement;
    return (
      seen(document.querySelector(`section#${step}`)) &&
      [...document.querySelectorAll(".node.current")].filter(seen).every((node) => node.dataset.step === step) &&
      link() === wanted &&
      (focused?.matches(`section#${step} .ehbi-title`) || focused?.matches(".ehbi-row-now select"))
    );
  };
  /** What is there when nothing more is to come: the guide's rows too. */
  const isSettled = (to) => isShown(to) && !guide().inert && guide().querySelectorAll(".ehbi-row-past").length === to.passed;

  const WAYS = {
    button: ({ from, answer }) => document.querySelector(from ? `section#${from} [data-answer="${answer}"]` : `[data-start="${answer}"]`).click(),
    dropdown: ({ from, place }) => choose(from ? guide().querySelector(".ehbi-row-now select") : rows()[0].querySelector("select"), place),
  };

  /**
   * Walk a case in the guide and return for each answer the milliseconds until its step is shown, and until the frame
   * after all has settled.
   */
  window.walk = async ([way, ...moves]) => {
    document.getElementById("page_restart").click();
    await until("the start", () => link() === "" && !guide().inert && rows().length === 1);
    const durations = [];
    for (const move of moves) {
      const began = performance.now();
      WAYS[way](move);
      await until(`${way}: ${move.link} on screen`, () => isShown(move));
      const shown = performance.now() - began;
      await until(`${way}: ${move.link} in the guide`, () => isSettled(move));
      await frame();
      durations.push([shown, performance.now() - began]);
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    return durations;
  };

  /** Choose in the only dropdown of the stock page, and return how long what it says took to come, with the frame after it. */
  window.chooseOnce = async (index, wanted) => {
    const began = performance.now();
    choose(document.querySelector(".widget-dropdown select"), index);
    await until(`the label ${wanted}`, () => [...document.querySelectorAll(".widget-label")].some((one) => one.textContent === wanted));
    await frame();
    return performance.now() - began;
  };

  /** Press the only button of the page under Panel, and return the same. */
  window.pressOnce = async (wanted) => {
    const root = deep("b").getRootNode();
    const began = performance.now();
    deep("button.bk-btn").click();
    await until(`the text ${wanted}`, () => deep("b", root)?.textContent === wanted, root);
    await frame();
    return performance.now() - began;
  };

  /** Type a text letter by letter and return how long the hits for each took to come. */
  window.type = async (text) => {
    const field = document.getElementById("page_search");
    const hits = document.getElementById("page_hits");
    const durations = [];
    for (let end = 1; end <= text.length; end += 1) {
      field.value = text.slice(0, end);
      const before = hits.firstElementChild;
      const began = performance.now();
      field.dispatchEvent(new Event("input", { bubbles: true }));
      await until(`hits for ${field.value}`, () => hits.firstElementChild && hits.firstElementChild !== before);
      durations.push(performance.now() - began);
    }
    return durations;
  };

  /** Empty the title of a manager's step and fill it in again, so many times in all: the problem under it says when the checks are shown. */
  window.retitle = async (times) => {
    const field = document.querySelector(".ehbi-editor .panel-field[data-id='title']");
    const input = field.querySelector("input");
    const problems = field.querySelector(".panel-problems");
    const durations = [];
    for (let at = 0; at < times; at += 1) {
      const isEmpty = at % 2 === 0;
      input.value = isEmpty ? "" : `Titel ${at}`;
      const began = performance.now();
      input.dispatchEvent(new Event("input", { bubbles: true }));
      await until(`the checks of "${input.value}"`, () => Boolean(problems.textContent) === isEmpty, problems);
      durations.push(performance.now() - began);
    }
    return durations;
  };

  /** From the next event of a pointer to the frame after what it brings is there, in milliseconds. @param {string} name of the event @param {() => boolean} met */
  window.timed = async (name, met) => {
    const began = await new Promise((resolve) => addEventListener(name, (event) => resolve(event.timeStamp), { capture: true, once: true }));
    await until(`what comes of ${name}`, met);
    await frame();
    return performance.now() - began;
  };
  /** Whether it is said what would come of dropping an arrow here, and not where it was before. */
  window.isJudged = () => {
    const said = document.querySelector(".ehbi-pulling");
    const before = said.textContent;
    return () => said.textContent !== "" && said.textContent !== before;
  };
  /** Whether an arrow leads to a step. */
  window.isAt = (step, answer, to) => () => document.querySelector(`.arrow[data-from="${step}"][data-answer="${answer}"]`)?.dataset.to === to;
  window.isMenu = () => () => seen(document.querySelector("[role=menu]"));
})();
