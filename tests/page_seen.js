// What one sees of a page, and what a keyboard reaches. Each function gives the faults that it finds, in words.
const seen = {
  async axe(axe) {
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "experimental"];
    const { violations } = await axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} (${failureSummary.split("\n").at(-1).trim()})`));
  },

  // Nothing wider than the window, nothing cut off in it.
  width() {
    const faults = [];
    const wide = document.documentElement.scrollWidth;
    if (wide > innerWidth) faults.push(`${wide} px wide in a window of ${innerWidth}`);
    for (const node of document.querySelectorAll(".nk-content *, .nk-header a, .nk-footer *")) {
      const box = node.getBoundingClientRect();
      const shown = node.checkVisibility() && box.width > 1 && !node.closest(".nk-wide, .md-search");
      if (shown && (box.right > innerWidth + 1 || box.left < -1)) faults.push(`beyond the edge: ${node.outerHTML.slice(0, 80)}`);
    }
    return faults.slice(0, 3);
  },

  // Pictures that are there, and not stretched.
  async pictures() {
    const faults = [];
    for (const picture of document.images) {
      if (!picture.checkVisibility()) continue;
      picture.loading = "eager";
      try { await picture.decode(); } catch { faults.push(`not shown: ${picture.currentSrc}`); continue; }
      const box = picture.getBoundingClientRect(), fit = getComputedStyle(picture).objectFit;
      const stretched = Math.abs(box.width / box.height / (picture.naturalWidth / picture.naturalHeight) - 1) > 0.03;
      if (stretched && fit === "fill") faults.push(`stretched: ${picture.currentSrc}`);
    }
    return faults;
  },

  dark() { return getComputedStyle(document.body).colorScheme === "dark"; },

  // Nothing glides or fades any more.
  calm() { return document.getAnimations().length === 0; },

  // The page has come: its search, for which most is fetched, is ready last.
  whole() {
    const { translations } = JSON.parse(document.querySelector("#__config").textContent);
    const ready = document.querySelector(".md-search-result__meta").textContent === translations["search.result.placeholder"];
    return ready && document.fonts.status === "loaded" && seen.calm();
  },

  // Whoever asks for little movement gets none.
  still() {
    const moving = [...document.querySelectorAll("*")].filter((node) => {
      const { transitionDuration, transitionProperty, animationName, animationDuration, scrollBehavior } = getComputedStyle(node);
      const moves = (told) => told.split(", ").some((time) => parseFloat(time) > 0.01);
      return (transitionProperty !== "none" && moves(transitionDuration)) || (animationName !== "none" && moves(animationDuration)) || scrollBehavior === "smooth";
    });
    return moving.map((node) => `moves: ${node.tagName} ${node.className}`).slice(0, 5);
  },

  // On paper there is the text, dark on white, and nothing to press.
  paper() {
    const faults = [];
    for (const node of document.querySelectorAll(".nk-menu, .nk-tools, .nk-signup, .nk-skip")) {
      if (node.checkVisibility()) faults.push(`printed: ${node.className}`);
    }
    const text = document.querySelector(".nk-prose p");
    if (text && getComputedStyle(text).color !== "rgb(0, 0, 0)") faults.push(`printed in ${getComputedStyle(text).color}`);
    return faults;
  },

  // What can be pressed, in the order of the page.
  reachable() {
    const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")];
    return all.filter((node) => node.tabIndex >= 0 && !node.disabled && node.checkVisibility({ visibilityProperty: true }));
  },

  // Before the first key.
  start() { window.walk = { wanted: new Set(seen.reachable()), last: null }; },

  // Where the keyboard is now, and whether one sees it; nothing when it has left the page.
  focus() {
    const node = document.activeElement, { wanted, last } = window.walk;
    if (!node || node === document.body) return null;
    const name = seen.called(node), faults = [];
    if (last && !(last.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING)) {
      if (last !== node && !wanted.has(node)) return null;
      faults.push(`out of order, or kept: ${name}`);
    }
    wanted.delete(node);
    window.walk.last = node;
    const framed = (one) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(one);
      return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
    };
    const box = node.getBoundingClientRect();
    const frame = [node, node.closest(".nk-card, .nk-person, .md-search__form, li")].find((one) => one && framed(one));
    if (!frame) faults.push(`no sign of the focus: ${name}`);
    if (box.width < 1 || box.height < 1 || box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth) faults.push(`out of sight: ${name}`);
    return { name, faults };
  },

  missed() { return [...window.walk.wanted].map(seen.called); },

  called(node) { return `${node.tagName} ${node.className || node.id} ${(node.ariaLabel ?? node.textContent).trim().slice(0, 30)}`; },
};
return seen;
