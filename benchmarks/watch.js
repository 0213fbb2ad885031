// Runs before a page's own scripts: notes when things are there, in milliseconds since the visit began.
// Everything is measured to the frame in which it is seen.
(() => {
  const marks = (window.marks = {});
  const seen = (element) => element?.checkVisibility?.() ?? false;
  const note = (name) => (marks[name] ??= performance.now());

  // The book answers: as soon as a link is there it is clicked, and its step must come on screen.
  let clicked = false;
  function look() {
    const link = document.querySelector("a[data-start=geen-rechten]");
    if (link && !clicked && new URLSearchParams(location.search).has("click")) {
      clicked = true;
      link.click();
    }
    if (seen(document.querySelector("section#geen-rechten"))) note("answered");
    if (seen(document.querySelector(".widget-dropdown select"))) note("ready");
    if (document.body?.dataset.ehbi === "guide" && seen(document.querySelector(".ehbi-row-now"))) note("live");
    requestAnimationFrame(look);
  }
  requestAnimationFrame(look);

  /** Wait for a condition, looked at after every change of the page. */
  const until = (met) =>
    new Promise((resolve) => {
      if (met()) return resolve();
      const observer = new MutationObserver(() => met() && (observer.disconnect(), resolve()));
      observer.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
    });

  /** Take `[situation, [step, place of its answer, next step], …]` and return the times of each answer: laid out, next frame. */
  window.walk = async ([situation, ...answers]) => {
    const start = document.querySelector(".ehbi-row select");
    const choose = (select, index) => {
      select.selectedIndex = index;
      select.dispatchEvent(new Event("change", { bubbles: true }));
    };
    const card = (step) => seen(document.querySelector(`.ehbi-guide .ehbi-card[data-step='${step}']`));
    if (start.selectedIndex) choose(start, 0);
    await until(() => !document.querySelector(".ehbi-row:not(.ehbi-row-off) ~ .ehbi-row:not(.ehbi-row-off)"));
    choose(start, situation);
    await until(() => card(answers[0][0]));
    const durations = [];
    for (const [, index, next] of answers) {
      const began = performance.now();
      choose(document.querySelector(".ehbi-row-now select"), index);
      await until(() => card(next));
      const there = performance.now() - began;
      await new Promise(requestAnimationFrame);
      durations.push([there, performance.now() - began]);
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    return durations;
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
      await until(() => hits.firstElementChild && hits.firstElementChild !== before);
      durations.push(performance.now() - began);
    }
    return durations;
  };
})();
