// Walk paths by one means, one act an answer; what is clicked must be in sight and on top.
// Gives how many were walked, or fails with where it stopped.
async ([paths, means, rows, patience]) => {
  const all = (selector) => [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility());
  const shown = (selector) => all(selector)[0];
  const until = async (said, is) => {
    for (const end = performance.now() + patience; performance.now() < end; ) {
      const found = is();
      if (found) return found;
      await new Promise(requestAnimationFrame);
    }
    throw new Error(`Not in time: ${said}`);
  };
  const click = (selector) => {
    const found = shown(selector);
    found.scrollIntoView({ block: "center", inline: "center" });
    const { x, y, width, height } = found.getBoundingClientRect();
    const top = document.elementFromPoint(x + width / 2, y + height / 2);
    if (!found.contains(top)) throw new Error(`${selector} lies under ${top?.outerHTML}`);
    top.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, detail: 1 }));
  };
  const press = (key) =>
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  const choose = async (said, find, place) => {
    const select = await until(said, find);
    select.selectedIndex = place + 1;
    select.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const asked = (asks) => {
    const row = all(`${rows} .ehbi-row-now`).find((one) => one.textContent.includes(asks));
    return row?.querySelector("select");
  };
  const by = {
    buttons: {
      begin: ({ start }) => click(`[data-start="${start}"]`),
      answer: ({ step, answer }) => click(`.ehbi-card[data-step="${step}"] [data-answer="${answer}"]`),
    },
    keys: { begin: ({ place }) => press(`${place + 1}`), answer: ({ place }) => press(`${place + 1}`) },
    chart: {
      begin: ({ start }) => click(`.node[data-step="${start}"]`),
      answer: ({ next }) => click(`.node[data-step="${next}"]`),
    },
    dropdowns: {
      begin: ({ place }) => choose("what is seen", () => shown(`${rows} .ehbi-row:first-child select`), place),
      answer: ({ asks, place }) => choose(asks, () => asked(asks), place),
    },
  }[means];
  const at = (step) =>
    until(step, () => shown(`.ehbi-card[data-step="${step}"]`) && shown(".node.current")?.dataset.step === step);
  const link = () => decodeURIComponent(location.hash.slice(1));
  for (const { begin, answers, end } of paths) {
    await by.begin(begin);
    for (const one of answers) {
      await at(one.step);
      await by.answer(one);
    }
    await at(end.step);
    // Two answers can lead to one step: of these a click in the chart takes the first.
    const isThere = means === "chart" ? () => link().split("/").length > answers.length : () => link() === end.link;
    await until(end.link, isThere);
    await until(`the rows of ${end.link}`, () => all(".ehbi-row-past").length === answers.length + 1);
    all("button, a").find((one) => one.textContent.trim() === "Opnieuw beginnen").click();
    await until("the start", () => link() === "");
  }
  return paths.length;
};
