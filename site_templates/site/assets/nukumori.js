/* What Material keeps inside every page, as a file, so that a strict policy needs no exception for it; and buttons for its
   search and its colours, which it has only as labels that no keyboard reaches. */
{
  const root = new URL("..", document.currentScript.src);
  const name = (key, scope) => `${scope.pathname}.${key}`;
  let choosing = false;
  Object.assign(window, {
    __md_scope: root,
    __md_hash: (text) => [...text].reduce((sum, sign) => (sum << 5) - sum + sign.charCodeAt(0), 0),
    __md_get(key, storage, scope = root) {
      try { return JSON.parse((storage ?? localStorage).getItem(name(key, scope))); } catch { return null; }
    },
    __md_set(key, value, storage, scope = root) {
      // Material keeps the colours of every visitor. Who has not chosen leaves no trace, and goes on as the machine is set.
      if (key === "__palette" && !choosing) return;
      try { (storage ?? localStorage).setItem(name(key, scope), JSON.stringify(value)); } catch { /* a reader may forbid it */ }
    },
  });

  // The colours that a reader has chosen, before the first of the page is seen.
  const wear = (colours) => {
    for (const [part, value] of Object.entries(colours)) document.body.setAttribute(`data-md-color-${part}`, value);
  };
  const chosen = window.__md_get("__palette")?.color;
  if (chosen && chosen.media !== "(prefers-color-scheme)") {
    new MutationObserver((_, watch) => {
      if (document.body) { watch.disconnect(); wear(chosen); }
    }).observe(document.documentElement, { childList: true });
  }

  const colours = (button) => {
    const options = [...document.querySelectorAll("[data-md-component=palette] input")];
    const now = () => options.findIndex(({ dataset }) =>
      dataset.mdColorMedia === document.body.dataset.mdColorMedia && dataset.mdColorScheme === document.body.dataset.mdColorScheme);
    const show = () => {
      const option = options[Math.max(0, now())];
      button.title = option.ariaLabel ?? "";
      button.ariaLabel = button.title;
      button.replaceChildren(...[...option.nextElementSibling?.children ?? []].map((icon) => icon.cloneNode(true)));
      button.hidden = options.length < 2;
    };
    button.addEventListener("click", () => {
      choosing = true;
      options[(now() + 1) % options.length].click();
    });
    new MutationObserver(show).observe(document.body, { attributes: true, attributeFilter: ["data-md-color-media", "data-md-color-scheme"] });
    show();
    // Material now says the colour of the page's head by itself.
    for (const said of document.querySelectorAll("meta[name=theme-color][media]")) said.remove();
  };

  const search = (button) => {
    const toggle = document.querySelector("[data-md-toggle=search]");
    button.hidden = false;
    button.addEventListener("click", () => toggle.click());
    document.querySelector(".nk-search__close")?.addEventListener("click", () => toggle.checked && toggle.click());
    toggle.addEventListener("change", () => {
      button.ariaExpanded = String(toggle.checked);
      if (toggle.checked) document.querySelector(".md-search__input").focus();
      // Who closes the search by keyboard goes on from where it was opened.
      if (!toggle.checked) setTimeout(() => {
        if (document.activeElement === document.body && button.checkVisibility()) button.focus();
      });
    });
  };

  document.addEventListener("DOMContentLoaded", () => {
    // Material takes each feed for the site in another language, and asks for the sitemap beside it.
    for (const feed of document.querySelectorAll("link[rel=alternate]:not([hreflang])")) feed.relList.add("feed");
    for (const button of document.querySelectorAll("[data-nk=colours]")) colours(button);
    for (const button of document.querySelectorAll("[data-nk=search]")) search(button);
    // An address may lead into one of Material's tabs.
    const target = document.getElementById(location.hash.slice(1));
    if (target?.name?.startsWith?.("__tabbed_")) target.checked = true;
  });
}
