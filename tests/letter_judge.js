// What one sees of a letter: nothing cut off, everything large enough and dark enough, or light enough, to be read.
function look(mode) {
  const faults = new Set();
  const dark = mode === "outlook" || matchMedia("(prefers-color-scheme: dark)").matches && document.querySelector("style");
  const say = (text) => faults.add(`${text} (${innerWidth} px, ${dark ? "dark" : "light"}${document.querySelector("style") ? "" : ", no style"})`);
  const part = (text) => { const [, r, g, b, , a] = text.match(/rgba?\((\d+), (\d+), (\d+)(, ([\d.]+))?\)/); return [+r, +g, +b, a === undefined ? 1 : +a]; };
  const light = (c) => { const [r, g, b] = c.map((v) => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const contrast = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05); };
  const ground = (node) => { for (let at = node; at; at = at.parentElement) { const c = part(getComputedStyle(at).backgroundColor); if (c[3] > 0.99) return c; } return [255, 255, 255, 1]; };
  // A client that inverts by force keeps the hue and turns the lightness around.
  const inverted = (c) => { const top = Math.max(c[0], c[1], c[2]) + Math.min(c[0], c[1], c[2]); return [0, 1, 2].map((n) => Math.max(0, Math.min(255, c[n] + 255 - top))); };
  if (document.documentElement.scrollWidth > innerWidth) say(`wider than the window: ${document.documentElement.scrollWidth}`);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const words = text.data.replace(/[\s\u00a0]+/g, " ").trim();
    const node = text.parentElement, style = getComputedStyle(node);
    if (!words || !node.offsetParent || style.display === "none") continue;
    if (node.closest("style, title, .hidden, .gap")) continue;
    const ink = part(style.color), paper = ground(node), size = parseFloat(style.fontSize);
    const footer = node.closest(".footer");
    if (contrast(ink, paper) < 4.5) say(`contrast ${contrast(ink, paper).toFixed(2)}: ${words.slice(0, 30)}`);
    if (contrast(inverted(ink), inverted(paper)) < 4) say(`contrast ${contrast(inverted(ink), inverted(paper)).toFixed(2)} when inverted: ${words.slice(0, 30)}`);
    if (size < (footer ? 13 : 16) && !node.closest("rt")) say(`${size} px: ${words.slice(0, 30)}`);
    if (parseFloat(style.lineHeight) < 1.2 * size && !node.closest("sub, sup, rt")) say(`lines too close: ${words.slice(0, 30)}`);
    if (dark && light(paper) > 0.35 && !node.closest(".button")) say(`a bright ground in the dark: ${words.slice(0, 30)}`);
    if (document.documentElement.lang === "ja" && style.fontStyle !== "normal") say(`slanted: ${words.slice(0, 30)}`);
  }
  for (const cell of document.querySelectorAll("td, th, div, pre, table")) {
    if (cell.offsetParent && dark && light(ground(cell)) > 0.6) say(`a bright block: ${cell.className}`);
  }
  for (const line of document.querySelectorAll("hr, blockquote, .row, .body td, .body th")) {
    const style = getComputedStyle(line);
    for (const side of ["Top", "Bottom", "Left"]) {
      if (dark && parseFloat(style[`border${side}Width`]) > 0 && light(part(style[`border${side}Color`])) > 0.35) say(`a bright line: ${line.tagName} ${line.className}`);
    }
  }
  for (const link of document.querySelectorAll(".button a")) {
    const box = link.getBoundingClientRect();
    if (box.height < 44) say(`a button ${box.height} px high`);
    if (contrast(part(getComputedStyle(link).color), ground(link)) < 4.5) say("a button that can't be read");
  }
  for (const link of document.querySelectorAll(".body a, .footer a")) {
    if (!getComputedStyle(link).textDecorationLine.includes("underline") && !link.querySelector("img")) say(`a link that is not underlined: ${link.textContent}`);
  }
  for (const picture of document.querySelectorAll("img")) {
    const style = getComputedStyle(picture);
    if (parseFloat(style.fontSize) < 14 || contrast(part(style.color), ground(picture)) < 4.5) say("alt text that can't be read");
    if (picture.getBoundingClientRect().right > innerWidth + 1) say("a picture beyond the edge");
  }
  const column = document.querySelector(".column");
  if (column && column.getBoundingClientRect().width > 600) say("a column wider than 600 px");
  return [...faults];
}
