// The address of the managers' page: it holds the part, and the step or version in it. And a beat while somebody looks, for
// what others did meanwhile. In the page of another, as JupyterLab, the address is left alone.

/** Milliseconds between two beats. */
const BEAT = 15_000;
/** Milliseconds after which nobody looks any more who does nothing. */
const AWAY = 3_600_000;

/** @param {import("../../scripts/elements.js").Widget} widget @returns {() => void} */
function render({ model }) {
  const leaving = new AbortController();
  const { signal } = leaving;
  const isOurs = document.getElementById("page_guide") !== null;
  let used = Date.now();
  /** Whether the page has been where its address said. */
  let settled = false;

  /** A part that is chosen in the row of parts begins at its top; elsewhere what has the focus is in sight. @param {string} place */
  const begin = (place) => {
    const [from, to] = [location.hash, place].map((one) => one.split("/")[0]);
    if (settled && from !== to && document.activeElement?.closest("[data-id=views]")) scrollTo({ top: 0 });
  };
  const show = () => {
    const place = `#${model.get("place")}`;
    if (!isOurs || location.hash === place) return;
    begin(place);
    if (settled && model.get("is_another")) history.pushState(null, "", place);
    else history.replaceState(null, "", place);
  };
  const go = () => model.send({ go: location.hash.slice(1) });
  const settle = () => {
    settled = true;
    show();
  };
  const beat = setInterval(() => document.hidden || Date.now() - used > AWAY || model.send({ look: true }), BEAT);
  for (const name of ["pointerdown", "keydown"]) document.addEventListener(name, () => (used = Date.now()), { capture: true, signal });
  model.on("change:place", show);
  model.on("msg:custom", settle);
  if (isOurs) {
    addEventListener("popstate", go, { signal });
    go();
  }
  return () => {
    clearInterval(beat);
    leaving.abort();
    model.off("change:place", show);
    model.off("msg:custom", settle);
  };
}

export default { render };
