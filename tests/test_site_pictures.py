"""The pictures of a site: in several widths, with their sizes, without what a camera wrote, and none of unpublished letters."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms, PngImagePlugin

from planner.mkdocs_plugin import build
from planner.pictures import Album, Gallery, Shown, measure, stripped
from planner.pictures.derive import covering, narrowed
from planner.publish.site.pictures import dressed, withheld
from planner.shop import open_shop

NOW = datetime(2026, 11, 21, tzinfo=UTC)
PLACE = b"35.0116N 135.7681E"
OFF = {"cold-offer": {"level": "off"}}
Write = Callable[..., Path]


def drawn(width: int = 1600, height: int = 1200) -> Image.Image:
    """The same picture each time, with many colours."""
    across = Image.linear_gradient("L").resize((width, height))
    return Image.merge("RGB", (across, across.rotate(90).resize((width, height)), across.rotate(180)))


def encoded(kind: str, picture: Image.Image | None = None, **options: Any) -> bytes:
    out = BytesIO()
    (picture or drawn(600, 400)).save(out, kind, **options)
    return out.getvalue()


def place(orientation: int = 1) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010E] = PLACE.decode()
    return exif


def told_png() -> bytes:
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", PLACE.decode())
    words.add_itxt("XML:com.adobe.xmp", PLACE.decode())
    return encoded("PNG", pnginfo=words, exif=place())


XMP = b"<x:xmpmeta>" + PLACE + b"</x:xmpmeta>"
TELLING = {
    "jpeg": encoded("JPEG", exif=place(), comment=PLACE),
    "jpeg with a film behind it": encoded("JPEG") + PLACE,
    "progressive jpeg": encoded("JPEG", exif=place(), progressive=True),
    "two pictures in one": encoded("MPO", exif=place(), save_all=True, append_images=[drawn(60, 40)], comment=PLACE),
    "png": told_png(),
    "webp": encoded("WEBP", exif=place(), xmp=XMP),
    "moving webp": encoded("WEBP", save_all=True, append_images=[drawn(600, 400).rotate(180)], exif=place(), xmp=XMP),
    "moving png": encoded("PNG", save_all=True, append_images=[drawn(600, 400).rotate(180)], exif=place()),
}


@pytest.mark.parametrize("name", TELLING)
def test_the_place_is_gone_and_not_one_pixel_with_it(name: str) -> None:
    data = TELLING[name]
    assert PLACE in data
    bare = stripped(data)
    assert PLACE not in bare
    assert b"Exif" not in bare
    with Image.open(BytesIO(data)) as before, Image.open(BytesIO(bare)) as after:
        assert not after.getexif()
        assert before.convert("RGB").tobytes() == after.convert("RGB").tobytes()
        if before.format != "MPO":
            assert getattr(before, "n_frames", 1) == getattr(after, "n_frames", 1)
    assert stripped(bare) == bare


def test_colours_stay_as_they_are_meant() -> None:
    profile = b"\0" * 36 + b"acsp" + b"\0" * 100
    for kind in ("JPEG", "PNG", "WEBP"):
        bare = stripped(encoded(kind, icc_profile=profile, exif=place()))
        with Image.open(BytesIO(bare)) as picture:
            assert picture.info["icc_profile"] == profile, kind


@pytest.mark.parametrize(
    "data", [b"", b"GIF89a", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\x04\0\0\0WEBP", b"RIFF"]
)
def test_half_a_picture_breaks_nothing(data: bytes) -> None:
    assert isinstance(stripped(data), bytes)


@given(st.binary(max_size=300), st.sampled_from([*TELLING.values()]), st.integers(0, 400))
def test_no_bytes_break_it(noise: bytes, data: bytes, at: int) -> None:
    stripped(data[:at] + noise)
    stripped(data[:at] + noise + data[at:])


def test_what_no_browser_shows_is_left_out_of_a_png() -> None:
    data = told_png()
    odd = struct.pack(">I", 3) + b"caBX" + b"abc" + struct.pack(">I", zlib.crc32(b"caBXabc"))
    bare = stripped(data[:33] + odd + data[33:])
    assert b"caBX" not in bare
    assert bare == stripped(data)


@pytest.mark.parametrize("brand", [b"avif", b"heic"])
def test_the_notes_of_a_boxed_picture_are_written_over(brand: bytes) -> None:
    data = encoded("AVIF", exif=place(), xmp=XMP)
    told = data[:8] + brand + data[12:]
    assert (PLACE in told, b"at home" in told or XMP in told) == (True, True)
    bare = stripped(told)
    assert len(bare) == len(told)
    assert PLACE not in bare
    assert XMP not in bare
    assert stripped(bare) == bare
    with Image.open(BytesIO(data)) as before, Image.open(BytesIO(bare[:8] + b"avif" + bare[12:])) as after:
        assert before.tobytes() == after.tobytes()
        assert not after.getexif()


def test_the_notes_of_a_gif_are_left_out_and_it_moves_as_before() -> None:
    frames = [drawn(60, 40).rotate(turn).quantize(8) for turn in (90, 180)]
    data = encoded("GIF", drawn(60, 40), save_all=True, append_images=frames, comment=PLACE, loop=3, duration=70)
    at = data.index(b"!\xff")
    program = b"!\xff\x0bXMP DataXMP" + bytes([len(PLACE)]) + PLACE + b"\0"
    bare = stripped(data[:at] + program + data[at:] + PLACE)
    assert PLACE not in bare
    assert stripped(bare) == bare
    with Image.open(BytesIO(data)) as before, Image.open(BytesIO(bare)) as after:
        assert (after.info["loop"], after.info["duration"], getattr(after, "n_frames", 1)) == (3, 70, 3)
        for frame in range(3):
            before.seek(frame)
            after.seek(frame)
            assert before.convert("RGB").tobytes() == after.convert("RGB").tobytes()


def swapped_profile() -> bytes:
    """A profile in which red is green and green is red."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    for at in range(132, 132 + 12 * struct.unpack(">I", profile[128:132])[0], 12):
        name = bytes(profile[at : at + 4])
        profile[at : at + 4] = {b"rXYZ": b"gXYZ", b"gXYZ": b"rXYZ"}.get(name, name)
    return bytes(profile)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_colours_of_a_made_picture_are_those_that_its_profile_means(kind: str) -> None:
    red = encoded(kind, Image.new("RGB", (900, 600), "red"), icc_profile=swapped_profile())
    for made in (narrowed(red, [320])[320], covering(red, (600, 315))):
        assert made is not None
        with Image.open(BytesIO(made)) as picture:
            r, g, b = picture.convert("RGB").resize((1, 1)).tobytes()
        assert (r < 40, g > 215, b < 40) == (True, True, True)


@pytest.mark.parametrize("mode", ["I;16", "L", "LA", "P", "1", "CMYK", "RGBA"])
def test_a_grey_of_any_depth_stays_that_grey(mode: str) -> None:
    grey = Image.new("L", (900, 600), 255 if mode == "1" else 128)
    deep = grey.convert("I").point(lambda value: value * 257).convert("I;16")
    picture = deep if mode == "I;16" else grey.convert("RGB").convert(mode)
    data = encoded("TIFF" if mode == "CMYK" else "PNG", picture)
    for made in (narrowed(data, [320])[320], covering(data, (600, 315))):
        assert made is not None
        with Image.open(BytesIO(made)) as shown:
            (found,) = shown.convert("L").resize((1, 1)).tobytes()
        assert abs(found - (255 if mode == "1" else 128)) < 4


def test_a_turned_photograph_of_any_telephone_stands_upright(tmp_path: Path) -> None:
    for kind in ("JPEG", "PNG", "WEBP"):
        (tmp_path / "a").write_bytes(encoded(kind, exif=place(6)))
        clean = Album(tmp_path).clean("a")
        assert clean is not None
        found = measure(clean)
        assert found is not None
        assert (found.kind, found.width, found.height, found.has_metadata) == (kind, 400, 600, False)


def album(folder: Path, **files: bytes) -> Gallery:
    for name, data in files.items():
        (folder / name.replace("_", ".")).write_bytes(data)
    return Gallery(Album(folder))


def test_a_picture_comes_in_several_widths(tmp_path: Path) -> None:
    gallery = album(tmp_path, a_jpg=encoded("JPEG", drawn(), quality=95))
    shown = gallery.shown("a.jpg")
    assert shown is not None
    assert (shown.width, shown.height) == (1600, 1200)
    assert [width for width, _ in shown.widths] == [320, 720, 1200]
    for width, path in shown.widths:
        made = measure(gallery.files[path])
        assert made is not None
        assert (made.kind, made.width, made.height, made.has_metadata) == ("WEBP", width, width * 3 // 4, False)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("small.png", encoded("PNG", drawn(300, 200))),
        ("moving.gif", encoded("GIF", save_all=True, append_images=[drawn(600, 400).rotate(180)])),
        ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 200"/>'),
    ],
)
def test_some_pictures_come_as_they_are(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    shown = Gallery(Album(tmp_path)).shown(name)
    assert shown is not None
    assert shown.widths == ()
    assert shown.width > 0


def test_no_picture_is_none(tmp_path: Path) -> None:
    gallery = album(tmp_path, a_png=b"no picture")
    assert (gallery.shown("a.png"), gallery.shown("b.png"), gallery.card("a.png"), gallery.files) == (
        None,
        None,
        None,
        {},
    )


def test_a_picture_is_made_once(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(encoded("JPEG", drawn(), quality=95))
    kept: dict[str, bytes] = {}

    def store(name: str, data: bytes | None) -> bytes | None:
        if data is not None:
            assert name not in kept
            kept[name] = data
        return kept.get(name)

    made = []
    for _ in range(2):
        gallery = Gallery(Album(tmp_path, store))
        made.append((gallery.shown("a.jpg"), gallery.card("a.jpg"), gallery.files))
    assert made[0] == made[1]
    assert len(kept) == 4


WIDE = Shown(1600, 1200, ((320, "assets/pictures/a-320.webp"), (720, "assets/pictures/a-720.webp")))


def dress(html: str, file: str = "posts/cup/index.html", shown: Shown | None = WIDE) -> str:
    return dressed(html, file, lambda name: shown if name == "images/a.png" else None)


def test_a_picture_of_a_text_gets_its_size_and_its_widths() -> None:
    assert dress('<p><img alt="A &quot;cup&quot;" src="../../images/a.png" /></p>') == (
        '<p><img alt="A &quot;cup&quot;" src="../../assets/pictures/a-720.webp" width="1600" height="1200"'
        ' srcset="../../assets/pictures/a-320.webp 320w, ../../assets/pictures/a-720.webp 720w"'
        ' sizes="(min-width: 720px) 650px, calc(100vw - 40px)"></p>'
    )


def test_a_width_of_the_author_s_holds() -> None:
    assert 'width="400" height="300"' in dress('<img src="../../images/a.png" width="400">')
    assert 'height="300" width="400"' in dress('<img src="../../images/a.png" height="300">')
    assert 'width="48" height="48"' in dress('<img src="../../images/a.png" width="48" height="48">')
    assert 'sizes="48px"' in dress('<img src="../../images/a.png" width="48" height="48">')


@pytest.mark.parametrize(
    "src", ["https://a.example/images/a.png", "//a/b", "", "/images/a.png", "../../../a.png", "[", "data:x"]
)
def test_pictures_elsewhere_stay(src: str) -> None:
    assert dress(f'<img src="{src}" alt="">') == f'<img src="{src}" alt="">'


def test_the_first_large_picture_comes_at_once_and_the_rest_later() -> None:
    portrait = '<img src="p.png" width="48" height="48">'
    card = '<img class="nk-card__picture" src="c.png" width="1200" height="900" loading="lazy">'
    found = re.findall(r"<img[^>]*>", dress(portrait + card + card + portrait))
    assert ["lazy" in one for one in found] == [False, False, True, True]
    assert ["fetchpriority" in one for one in found] == [False, True, False, False]


def test_a_letter_s_cards_come_later() -> None:
    card = '<img class="nk-card__picture" src="c.png" width="1200" height="900">'
    assert 'loading="lazy"' in dress(f'<article class="nk-letter">{card}')


def test_pictures_of_unpublished_letters_alone_are_withheld() -> None:
    paths = [
        "images/a.png",
        "images/both.png",
        "images/nobody.png",
        "images/b c.jpg",
        "images/雪.webp",
        "about.md",
        "x.css",
    ]
    told = "![](../images/both.png) x.css"
    untold = "image: images/a.png ![](both.png) ![](<b c.jpg>) ![](%E9%9B%AA.webp) about.md x.css"
    assert withheld(paths, told, untold) == {"images/a.png", "images/b c.jpg", "images/雪.webp"}


def post(title: str, day: str, body: str = "Words.", **keys: str) -> str:
    more = "".join(f"{key}: {value}\n" for key, value in keys.items())
    return f"---\ntitle: {title}\ndate: {day}\npurpose: helpful\n{more}---\n\n{body}\n"


def test_a_site_shows_pictures_of_its_letters_and_of_no_others(shop: Write) -> None:
    photograph = encoded("JPEG", drawn(), exif=place(6), comment=PLACE)
    names = ("top", "body", "draft", "later", "about", "unused", "shop")
    files: dict[str, str | bytes] = {f"images/{name}.jpg": photograph for name in names}
    files |= {
        "posts/a.md": post(
            "A", "2026-10-01", "![A cup](../images/body.jpg)\n", image="images/top.jpg", image_alt="Top"
        ),
        "posts/b.md": post("B", "2026-10-02", "![D](../images/draft.jpg) ![D](../images/body.jpg)", draft="true"),
        "posts/c.md": post("C", "2027-10-02", image="images/later.jpg", image_alt="Later"),
        "about.md": "# About\n\n![Us](images/about.jpg)\n",
    }
    root = shop(files, shop={"name": "Tea", "picture": "images/shop.jpg", "picture_alt": "The shop"})
    out = root / "build" / "site"
    build(open_shop(root / "mkdocs.yml", start=root, now=NOW), out)
    assert {path.stem for path in (out / "images").iterdir()} == {"top", "body", "about", "unused", "shop"}
    for path in out.rglob("*"):
        if path.is_file():
            assert PLACE not in path.read_bytes(), path
    found = measure((out / "images/unused.jpg").read_bytes())
    assert found is not None
    assert (found.width, found.height) == (1200, 1600)
    _is_complete(out)


def _is_complete(out: Path) -> None:
    """Every picture on every page has its size, and every width that it names is there."""
    for page in out.rglob("*.html"):
        for tag in re.findall(r"<img[^>]*>", page.read_text(encoding="utf-8")):
            assert re.search(r' width="\d+"', tag), (page, tag)
            assert re.search(r' height="\d+"', tag), (page, tag)
            srcset = re.search(r' srcset="([^"]*)"', tag)
            for source in srcset[1].split(", ") if srcset else ():
                path, _, width = source.partition(" ")
                found = measure((page.parent / path).read_bytes())
                assert found is not None
                assert f"{found.width}w" == width


@pytest.mark.no_cover
def test_every_picture_of_the_demo_is_complete(tmp_path: Path) -> None:
    root = Path(__file__).parent.parent
    build(open_shop(root / "mkdocs.yml", start=root, now=NOW), tmp_path / "site")
    _is_complete(tmp_path / "site")
