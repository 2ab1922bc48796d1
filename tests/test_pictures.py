"""Pictures are measured, freed of their metadata, and made fit for a letter, once."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from planner.pictures import Album, Gallery, Measure, measure, read_picture, stripped

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 200"><rect width="300" height="200" fill="#a8401f"/></svg>'


def photograph(width: int = 40, height: int = 30, kind: str = "JPEG", **options: object) -> bytes:
    """A picture with many colours."""
    picture = Image.effect_noise((width, height), 90).convert("RGB")
    out = BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def taken(orientation: int) -> bytes:
    """A photograph as a telephone takes it, with the place in it."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Camera of Kyoto"
    return photograph(exif=exif, comment=b"at home")


def album(folder: Path, **files: bytes) -> Album:
    for name, data in files.items():
        (folder / name.replace("_", ".")).write_bytes(data)
    return Album(folder)


def test_what_a_picture_is() -> None:
    assert measure(photograph()) == Measure("JPEG", 40, 30)
    assert measure(photograph(kind="WEBP")) == Measure("WEBP", 40, 30)
    assert measure(SVG) == Measure("SVG", 300, 200)
    assert measure(taken(6)) == Measure("JPEG", 30, 40, orientation=6, has_metadata=True)


@pytest.mark.parametrize(
    "data",
    [b"", b"no picture", b"\x89PNG\r\n\x1a\n", b"<svg", b'<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>', b"<svg/>"],
)
def test_what_is_no_picture(data: bytes) -> None:
    assert measure(data) is None


@given(st.binary(max_size=200))
def test_no_bytes_break_it(data: bytes) -> None:
    measure(data)
    measure(photograph()[:100] + data)
    measure(b"<svg" + data)


def damaged(kind: str) -> Iterator[bytes]:
    """A picture that was cut off or changed on its way, here or there."""
    whole = photograph(kind=kind)
    for place in (*range(0, 300, 10), *range(300, len(whole), len(whole) // 20)):
        yield whole[:place]
        yield whole[:place] + b"\xff\x00\x80" + whole[place + 3 :]


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP", "AVIF", "TIFF", "BMP"])
def test_a_damaged_picture_stops_nothing(tmp_path: Path, kind: str) -> None:
    for data in damaged(kind):
        (tmp_path / "a").write_bytes(data)
        gallery = Gallery(Album(tmp_path))
        gallery.shown("a")
        gallery.card("a")
        gallery.drawn("A cup", "Hidamari Tea", "a")
        gallery.album.clean("a")
        gallery.album.for_letter("a")


def box(kind: bytes, inner: bytes) -> bytes:
    return (len(inner) + 8).to_bytes(4, "big") + kind + inner


def boxed(listed: bytes, places: bytes) -> bytes:
    """A picture in boxes with a list of its items, and of their places."""
    return box(b"ftyp", b"avif") + box(b"meta", bytes(4) + box(b"iloc", places) + box(b"iinf", listed))


def noted(items: int) -> bytes:
    entry = b"\x02\0\0\0%s\0\0Exif\0"
    return bytes(4) + items.to_bytes(2, "big") + b"".join(box(b"infe", entry % bytes([0, n])) for n in range(items))


def test_boxes_with_nothing_in_them() -> None:
    for listed in (b"", bytes(6) + box(b"infe", b"")):
        assert stripped(boxed(listed, b"")) == boxed(listed, b"")


@pytest.mark.no_cover
@pytest.mark.parametrize(
    ("sizes", "parts"),
    [(b"\0\0", b"\xff\xff"), (b"\x44\0", b"\x13\x88" + 5000 * (bytes(4) + b"\0\x04\0\0"))],
)
def test_boxes_that_claim_more_than_there_is_cost_no_more(sizes: bytes, parts: bytes) -> None:
    """So many parts of no size, or of all the file, that a look at each, or at all it claims, would take for ever."""
    items = 60
    places = b"\0\0\0\0" + sizes + items.to_bytes(2, "big")
    places += b"".join(bytes([0, n]) + b"\0\0" + parts for n in range(items))
    data = boxed(noted(items), places) + bytes(300_000)
    assert len(stripped(data)) == len(data)


def test_a_bomb_is_no_picture() -> None:
    out = BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    assert measure(out.getvalue()) is None


def test_a_place_is_removed(tmp_path: Path) -> None:
    clean = album(tmp_path, a_jpg=taken(1)).clean("a.jpg")
    assert clean is not None
    assert b"Kyoto" not in clean
    assert b"home" not in clean
    assert measure(clean) == Measure("JPEG", 40, 30)


def test_a_turned_photograph_stands_upright_without_its_note(tmp_path: Path) -> None:
    clean = album(tmp_path, a_jpg=taken(6)).clean("a.jpg")
    assert clean is not None
    assert measure(clean) == Measure("JPEG", 30, 40)


def test_a_clean_picture_stays_as_it_is(tmp_path: Path) -> None:
    assert album(tmp_path, a_jpg=photograph()).clean("a.jpg") is None


def test_a_letter_shows_the_shop_s_file_where_it_fits(tmp_path: Path) -> None:
    found = album(tmp_path, a_png=photograph(kind="PNG")).for_letter("a.png")
    assert found is not None
    assert (found.path, found.width, found.data) == ("a.png", 40, None)


@pytest.mark.parametrize(
    ("name", "data", "size"),
    [
        ("a.webp", photograph(kind="WEBP"), (40, 30)),
        ("a.svg", SVG, (1200, 800)),
        ("a.jpg", photograph(1600, 800), (1200, 600)),
        ("a.jpg", taken(6), (30, 40)),
    ],
)
def test_a_letter_shows_everything_else_as_png_or_jpeg(
    tmp_path: Path, name: str, data: bytes, size: tuple[int, int]
) -> None:
    (tmp_path / name).write_bytes(data)
    found = Album(tmp_path).for_letter(name)
    assert found is not None
    assert found.data is not None
    shown = measure(found.data)
    assert shown is not None
    assert (shown.kind in {"PNG", "JPEG"}, shown.width, shown.height) == (True, *size)
    assert (found.width, found.height) == size
    assert not shown.has_metadata


def test_a_drawing_stays_sharp(tmp_path: Path) -> None:
    found = album(tmp_path, a_svg=SVG).for_letter("a.svg")
    assert found is not None
    assert found.path.endswith(".png")


@pytest.mark.parametrize("outside", [b'<image href="/etc/passwd"/>', b"<style>@import 'x'</style>", b"<script/>"])
def test_a_drawing_that_reaches_outside_is_not_shown(tmp_path: Path, outside: bytes) -> None:
    assert album(tmp_path, a_svg=SVG.replace(b"</svg>", outside + b"</svg>")).for_letter("a.svg") is None


def test_no_picture_outside_the_folder_is_read(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(photograph(kind="PNG"))
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "link.png").symlink_to(tmp_path / "secret.png")
    found = Album(tmp_path / "docs")
    assert found.for_letter("../secret.png") is None
    assert found.for_letter("link.png") is None


def test_a_picture_is_made_once(tmp_path: Path) -> None:
    (tmp_path / "a.webp").write_bytes(photograph(kind="WEBP"))
    kept: dict[str, bytes] = {}

    def store(name: str, data: bytes | None) -> bytes | None:
        if data is not None:
            assert name not in kept
            kept[name] = data
        return kept.get(name)

    first, second = (Album(tmp_path, store).for_letter("a.webp") for _ in range(2))
    assert first == second
    assert len(kept) == 1


def test_what_is_no_picture_in_the_cache_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "a.webp").write_bytes(photograph(kind="WEBP"))
    made = Album(tmp_path, lambda _name, data: data or b"no picture").for_letter("a.webp")
    assert made is not None
    assert measure(made.data or b"") is not None


@pytest.mark.parametrize(
    "data", [b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", b"P6 1 1 255\nabc", b"8BPS\0\1"]
)
def test_what_no_browser_shows_is_not_opened(data: bytes) -> None:
    assert measure(data) is None


def test_of_a_film_no_more_is_read_than_its_beginning(tmp_path: Path) -> None:
    film = tmp_path / "film.mp4"
    film.write_bytes(b"\0\0\0\x18ftypmp42" + b"\0" * 5000)
    assert read_picture(film) == b""
    for name, kind in (("a.jpg", "JPEG"), ("a.webp", "WEBP"), ("a.avif", "AVIF"), ("a.gif", "GIF"), ("a.png", "PNG")):
        (tmp_path / name).write_bytes(photograph(kind=kind))
        assert read_picture(tmp_path / name) == (tmp_path / name).read_bytes()
    (tmp_path / "a.svg").write_bytes(b"<?xml version='1.0'?>\n<!-- drawn by hand -->\n" + SVG)
    assert read_picture(tmp_path / "a.svg").endswith(SVG)
