"""Takes docs/pictures/home.png and home-ja.png: the front pages of the demo shop and of the Japanese starter, as a browser shows them.

`python docs/home_picture.py`, where there are Chromium, its driver, and a Japanese font.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from base64 import b64decode
from io import BytesIO
from pathlib import Path

from PIL import Image
from selenium import webdriver

ROOT = Path(__file__).resolve().parent.parent
PLANNER = Path(sys.executable).with_name("planner")
PICTURES = Path(__file__).resolve().parent / "pictures"
SHOPS = {"home.png": ROOT, "home-ja.png": ROOT / "planner" / "starter" / "ja"}
AT = "2026-12-09"
"""An offer is open in both."""
WINDOW = {"width": 1280, "height": 1240, "deviceScaleFactor": 2, "mobile": False}
WIDTH = 900
COLOURS = 256
SHOWN = """
const done = arguments[0];
for (const picture of document.images) picture.loading = "eager";
Promise.all([...document.images].map((picture) => picture.decode())).then(() => setTimeout(done, 500));
"""


def main() -> None:
    """Build each shop, look at it, and keep what is seen."""
    with tempfile.TemporaryDirectory() as folder:
        browser = _browser(Path(folder) / "profile")
        try:
            for name, shop in SHOPS.items():
                page = _built(shop, Path(folder) / name)
                _kept(browser, page).save(PICTURES / name, optimize=True)
        finally:
            browser.quit()


def _built(shop: Path, copy: Path) -> Path:
    copy.mkdir()
    shutil.copy(shop / "mkdocs.yml", copy)
    shutil.copytree(shop / "content", copy / "content")
    subprocess.run([PLANNER, "build", "--at", AT], cwd=copy, check=True, stdout=subprocess.DEVNULL)
    return copy / "build" / "site" / "index.html"


def _browser(profile: Path) -> webdriver.Chrome:
    options = webdriver.ChromeOptions()
    for flag in ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.binary_location = shutil.which("chromium") or shutil.which("google-chrome") or ""
    return webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver")))


def _kept(browser: webdriver.Chrome, page: Path) -> Image.Image:
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", WINDOW)
    browser.get(page.as_uri())
    browser.execute_async_script(SHOWN)
    taken = Image.open(BytesIO(b64decode(browser.get_screenshot_as_base64()))).convert("RGB")
    small = taken.resize((WIDTH, round(taken.height * WIDTH / taken.width)), Image.Resampling.LANCZOS)
    return small.quantize(COLOURS, dither=Image.Dither.NONE)


if __name__ == "__main__":
    main()
