"""The demo shop and both starters, built once for all who judge their pages."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from PIL import Image

from planner.mkdocs_plugin import build
from planner.shop import open_shop

ROOT = Path(__file__).parent.parent
AT = datetime(2026, 12, 9, tzinfo=UTC)
"""An offer of the demo shop is open then, and others have ended."""
PER_PAGE = 5
"""So few that the lists of the starters, too, have several pages."""


@dataclass(frozen=True)
class BuiltSite:
    """A site on disk, and where it will lie."""

    name: str
    path: Path
    base: str
    language: str

    @property
    def below(self) -> str:
        """Where on its server it lies: `shop/`, or nothing."""
        return urlsplit(self.base).path.removeprefix("/")


STARTERS = ("en", "ja")
NAMES = ("demo", *STARTERS, "bare")
BARE = """\
site_name: Corner Pots
site_url: https://pots.example/corner/
docs_dir: content
plugins:
  - search: {enabled: false}
  - planner
"""
"""No search, no people, no sign-up, not even a name; and not at the root of its server."""
RICH = """\
---
title: Everything that fits into a letter, and a title that is far too long to be shown whole anywhere at all
date: 2026-11-0{number}
purpose: {purpose}
---

# A heading of the first level

{number} is how many first words there are, with *some*, **more**, `code`, an [address](https://elsewhere.example/), <ruby>器<rt>うつわ</rt></ruby> and a
verylongwordthatcannotbebrokenanywhereandisthereforewiderthanatelephonesothatithastobebrokensomewhere.

## A second

- one
    - within one
- two

1. first
2. second

> A quotation.

```
{code}
```

| a | b | c | d | e | f |
| --- | --: | :-: | --- | --- | --- |
| 1 | 2 | 3 | a long text in a cell | another long text | and one more |

|   |   |
| --- | --- |
| Seller | Corner Pots |

![A cup](../cup.png)

### A third

<details><summary>More</summary><p>Within.</p></details>

---

Last words.
"""


def built_site(name: str, out: Path) -> BuiltSite:
    """One of the sites, made below `out`."""
    root = ROOT if name == "demo" else ROOT / "planner" / "starter" / name if name in STARTERS else _bare(out / "shop")
    shop = open_shop(root / "mkdocs.yml", start=root, now=AT)
    if name in STARTERS:
        shop.settings = replace(shop.settings, per_page=PER_PAGE)
    build(shop, out / name, cached=name == "demo")
    assert shop.settings.site_url
    return BuiltSite(name, out / name, shop.settings.site_url, shop.settings.language)


def _bare(root: Path) -> Path:
    """A shop that says as little of itself as it may, with letters in which there is everything."""
    posts = root / "content" / "posts"
    posts.mkdir(parents=True)
    (root / "mkdocs.yml").write_text(BARE, encoding="utf-8")
    Image.radial_gradient("L").resize((900, 600)).convert("RGB").save(posts.parent / "cup.png")
    for number, purpose in enumerate(("gratitude", "helpful"), start=1):
        text = RICH.format(number=number, purpose=purpose, code="x = " + "1 + " * 60 + "1")
        text = text.replace("title: Everything", "title: Nearly everything") if number > 1 else text
        (posts / f"letter-{number}.md").write_text(text, encoding="utf-8")
    return root
