"""A built page in a browser: what axe finds, what is cut off or moves, and whether a keyboard gets everywhere and is seen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from selenium import webdriver

from tests.page_file import PageFile

LOOKS = (Path(__file__).parent / "page_seen.js").read_text(encoding="utf-8")
WIDTHS = (1280, 390)
NARROWEST = 320
"""A window of 1280 px at 400 %, as WCAG asks (1.4.10)."""
SCHEMES = ("light", "dark")
MOST_KEYS = 400
VIOLATIONS = """
window.broken = [];
window.moved = 0;
window.movers = [];
const told = ({ node, previousRect, currentRect }) => [node?.outerHTML ?? node?.textContent, ...[previousRect, currentRect].map((one) => JSON.stringify(one))].join(" ");
new PerformanceObserver((list) => list.getEntries().forEach(({ value, sources }) => {
  moved += value;
  movers.push(...sources.map(told));
})).observe({ type: "layout-shift", buffered: true });
document.addEventListener("securitypolicyviolation", (event) => broken.push(`${event.violatedDirective} ${event.blockedURI}`));
"""
_PARTS = re.compile(rb'class="[^"]*?\b(nk-[\w-]+)|<(table|blockquote|form|ol|dl|pre|figure|details|ruby|sup|h[1-6])\b')


class Window:
    """A browser window on a site that is served with its own headers."""

    def __init__(self, browser: webdriver.Chrome, base: str) -> None:
        self.browser = browser
        self.base = base

    def ask(self, name: str, *values: Any) -> Any:
        """What a function of page_seen.js says of the page."""
        script = f"const seen = (() => {{ {LOOKS} }})(); return seen.{name}(...arguments);"
        return self.browser.execute_script(script, *values)

    def axe(self, source: str) -> list[str]:
        """What axe finds."""
        if not self.browser.execute_script("return !!window.axe"):
            self.browser.execute_script(source)
        return list(self.browser.execute_script(f"const seen = (() => {{ {LOOKS} }})(); return seen.axe(axe);"))

    def size(self, width: int, height: int = 900) -> None:
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    def media(self, media: str = "", **features: str) -> None:
        told = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
        self.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": media, "features": told})

    @contextmanager
    def slowly(self) -> Iterator[None]:
        """On a slow machine, over a slow line, so that each part of a page comes when it comes."""
        speed = {"offline": False, "latency": 100, "downloadThroughput": 200_000, "uploadThroughput": 100_000}
        self.browser.execute_cdp_cmd("Network.enable", {})
        self.browser.execute_cdp_cmd("Network.emulateNetworkConditions", speed)
        self.browser.execute_cdp_cmd("Emulation.setCPUThrottlingRate", {"rate": 8})
        try:
            yield
        finally:
            self.browser.execute_cdp_cmd("Emulation.setCPUThrottlingRate", {"rate": 1})
            self.browser.execute_cdp_cmd("Network.disable", {})

    def moved(self) -> float:
        """How much of the page has moved while it came, as browsers count it: they tell it once they have drawn a frame."""
        drawn = "await new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(go))))"
        return float(self.browser.execute_script(f"{drawn}; return moved"))

    def movers(self) -> list[str]:
        """What has moved, from where, and where to."""
        return list(self.browser.execute_script("return movers"))

    def open(self, path: str) -> None:
        """Go to a page."""
        self.browser.get(self.base + path)

    def press(self, key: str, code: int, **more: Any) -> None:
        """A key, pressed and let go."""
        told = {"key": key, "code": key, "windowsVirtualKeyCode": code, "nativeVirtualKeyCode": code, **more}
        self.browser.execute_cdp_cmd("Input.dispatchKeyEvent", {"type": "keyDown", **told})
        self.browser.execute_cdp_cmd("Input.dispatchKeyEvent", {"type": "keyUp", **told})

    def tab(self) -> None:
        self.press("Tab", 9)

    def enter(self) -> None:
        self.press("Enter", 13, text="\r")

    @contextmanager
    def forgetting(self) -> Iterator[None]:
        """Every page is opened as by a reader who has never been here."""
        told = {"source": "localStorage.clear()"}
        script = self.browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", told)
        try:
            yield
        finally:
            self.browser.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", script)

    def said(self) -> list[str]:
        """What the console has said, what the policy has stopped, and what came from elsewhere or is of no use."""
        log = [one["message"] for one in self.browser.get_log("browser")]  # type: ignore[no-untyped-call]
        broken = self.browser.execute_script("return window.broken ?? ['nobody listens']")
        loaded = self.browser.execute_script("return performance.getEntriesByType('resource').map(one => one.name)")
        needless = [one for one in loaded if not one.startswith(self.base) or one.endswith("sitemap.xml")]
        return [*log, *broken, *needless]


@contextmanager
def window_on(browser: webdriver.Chrome, base: str) -> Iterator[Window]:
    """A window that listens to the policy, and leaves the browser as it was."""
    script = browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": VIOLATIONS})
    window = Window(browser, base)
    browser.get("about:blank")
    browser.get_log("browser")  # type: ignore[no-untyped-call]
    try:
        yield window
    finally:
        browser.get("about:blank")  # before the server goes that the page may still load from
        browser.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", script)
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
        window.media()


def one_of_each_kind(pages: Iterable[PageFile]) -> list[str]:
    """Where to look, so that every part that pages are made of has been seen: few pages, each with something new."""
    parts = {page.path.removesuffix("index.html"): _parts(page.data) for page in pages}
    wanted = frozenset().union(*parts.values())
    chosen = [""] if "" in parts else []
    for path in chosen:
        wanted -= parts[path]
    while wanted:
        best = max(sorted(parts), key=lambda path: len(parts[path] & wanted))
        chosen.append(best)
        wanted -= parts[best]
    return chosen


def _parts(data: bytes) -> frozenset[bytes]:
    names = {
        name for found in re.findall(rb'class="([^"]*)"', data) for name in found.split() if name.startswith(b"nk-")
    }
    return frozenset(names | {tag for _, tag in _PARTS.findall(data) if tag})


def seen_faults(window: Window, path: str, axe: str) -> Iterator[str]:
    """What is wrong with a page in both palettes, at the widths of a desk and of a telephone, and narrower."""
    for scheme in SCHEMES:
        window.media(prefers_color_scheme=scheme)
        window.size(WIDTHS[0])
        with window.forgetting():
            window.open(path)
        if window.ask("dark") != (scheme == "dark"):
            yield f"{path}: not {scheme}"
        for width in WIDTHS:
            window.size(width)
            found = [*window.axe(axe), *window.ask("width"), *window.ask("pictures")]
            yield from (f"{path} ({scheme}, {width} px): {fault}" for fault in found)
        yield from (f"{path} ({scheme}): {said}" for said in window.said())
    window.size(NARROWEST)
    yield from (f"{path} ({NARROWEST} px): {fault}" for fault in window.ask("width"))
    window.media(prefers_reduced_motion="reduce")
    yield from (f"{path}: {fault}" for fault in window.ask("still"))
    window.media("print")
    yield from (f"{path}: {fault}" for fault in window.ask("paper"))


def keyboard_faults(window: Window, path: str) -> Iterator[str]:
    """What a keyboard does not reach, reaches unseen or out of order, or does not get out of."""
    window.open(path)
    window.ask("start")
    for step in range(MOST_KEYS):
        window.tab()
        now = window.ask("focus")
        if now is None:
            break
        yield from (f"{path}: {fault}" for fault in now["faults"])
        if step == 0 and "nk-skip" not in now["name"]:
            yield f"{path}: the first is {now['name']}"
    else:
        yield f"{path}: no way out"
    yield from (f"{path}: can't be reached: {name}" for name in window.ask("missed"))
