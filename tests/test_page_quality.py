"""Every page of the demo shop, of both starters and of a bare shop, before the judges of pages: files, validators, a browser.

Which page shows what is left to `one_of_each_kind`: a new part on any page is looked at without being named here.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.remote.webelement import WebElement

from tests.built_sites import AT, NAMES, BuiltSite, built_site
from tests.headered import served
from tests.page_body import faults_of_body
from tests.page_file import PageFile, pages_of
from tests.page_head import faults_of_head
from tests.page_seen import WIDTHS, Window, keyboard_faults, one_of_each_kind, seen_faults, window_on
from tests.site_judge import faults_of_site
from tests.web_tools import axe_source, faults_of_html_validate, faults_of_nu

pytestmark = pytest.mark.no_cover
EACH = [pytest.param(name, marks=pytest.mark.xdist_group(f"pages-{name}")) for name in NAMES]
DEMO = [pytest.param("demo", marks=pytest.mark.xdist_group("keys-demo"))]
each_site = pytest.mark.parametrize("site", EACH, indirect=True)
demo_site = pytest.mark.parametrize("site", DEMO, indirect=True)


@pytest.fixture(scope="module")
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    return built_site(request.param, tmp_path_factory.mktemp("pages"))


@pytest.fixture
def window(site: BuiltSite, browser: webdriver.Chrome) -> Iterator[Window]:
    with served(site.path, site.below) as base, window_on(browser, base) as opened:
        yield opened


@each_site
def test_what_pages_say_and_where_they_lead(site: BuiltSite) -> None:
    assert faults_of_site(site.path, site.base, site.language, AT.date().isoformat()) == []


@each_site
def test_html_validate_is_silent(site: BuiltSite) -> None:
    assert faults_of_html_validate(site.path) == []


@each_site
def test_nu_is_silent(site: BuiltSite) -> None:
    paths = one_of_each_kind(pages_of(site.path, site.base))
    assert faults_of_nu(site.path / path / ("" if path.endswith(".html") else "index.html") for path in paths) == []


@each_site
def test_every_kind_of_page_is_seen_as_it_should_be(site: BuiltSite, window: Window) -> None:
    paths = one_of_each_kind(pages_of(site.path, site.base))
    assert len(paths) > 3
    # The English starter has the templates of the demo shop and the kinds of pages of the Japanese one.
    chosen = paths[:4] if site.name == "en" else paths
    assert [fault for path in chosen for fault in seen_faults(window, path, axe_source())] == []


@each_site
@pytest.mark.parametrize("width", WIDTHS)
def test_a_keyboard_gets_everywhere_is_seen_and_gets_out(site: BuiltSite, window: Window, width: int) -> None:
    window.size(width)
    paths = one_of_each_kind(pages_of(site.path, site.base))[:4]
    assert [fault for path in paths for fault in keyboard_faults(window, path)] == []


@demo_site
def test_the_first_key_skips_to_the_text(window: Window) -> None:
    window.open("about/")
    window.tab()
    assert window.browser.switch_to.active_element.is_displayed()
    window.enter()
    assert window.browser.switch_to.active_element.get_attribute("id") == "nk-content"


@demo_site
@pytest.mark.parametrize("width", WIDTHS)
def test_colours_are_switched_by_keyboard_and_stay_switched(window: Window, width: int) -> None:
    window.size(width)
    window.media(prefers_color_scheme="light")
    window.open("")
    button = found(window, "[data-nk=colours]")
    said = button.get_attribute("aria-label")
    assert kept(window) == 0
    focus(window, button)
    window.enter()
    assert window.ask("dark")
    assert button.get_attribute("aria-label") != said
    assert kept(window) == 1
    window.open("about/")
    assert window.ask("dark")
    focus(window, found(window, "[data-nk=colours]"))
    window.enter()
    assert not window.ask("dark")


@demo_site
@pytest.mark.parametrize("width", WIDTHS)
def test_the_search_is_opened_used_and_left_by_keyboard(window: Window, width: int) -> None:
    axe = axe_source()
    window.size(width)
    window.open("")
    opener = found(window, "[data-nk=search]" if width == min(WIDTHS) else ".md-search__input")
    focus(window, opener)
    if width == min(WIDTHS):
        window.enter()
        assert opener.get_attribute("aria-expanded") == "true"
    field = until(window, ".md-search__input")
    assert wait(lambda: window.browser.switch_to.active_element == field)
    field.send_keys("kettle")
    until(window, ".md-search-result__item")
    assert wait(lambda: window.ask("calm"))  # it comes with a movement, in which nothing can be read
    assert window.axe(axe) == []
    window.press("Escape", 27)
    assert not is_open(window)
    if width == min(WIDTHS):
        assert wait(lambda: window.browser.switch_to.active_element == opener)
        window.enter()
    else:
        field.click()
    until(window, ".md-search-result__item")
    assert wait(lambda: window.browser.switch_to.active_element == field)
    window.press("ArrowDown", 40)
    assert wait(lambda: "md-search-result__link" in str(window.browser.switch_to.active_element.get_attribute("class")))
    window.enter()
    assert wait(lambda: "/posts/" in window.browser.current_url)
    assert window.said() == []


@demo_site
def test_the_search_is_closed_by_a_click_beside_it(window: Window) -> None:
    window.size(max(WIDTHS))
    window.open("")
    found(window, ".md-search__input").click()
    assert wait(lambda: is_open(window))
    click = {"x": 200, "y": 500, "button": "left", "clickCount": 1}
    for kind in ("mousePressed", "mouseReleased"):
        window.browser.execute_cdp_cmd("Input.dispatchMouseEvent", {"type": kind, **click})
    assert wait(lambda: not is_open(window))
    assert window.browser.current_url == window.base


@demo_site
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", ["", "posts/winter-cup/"])
def test_nothing_moves_while_a_page_comes(window: Window, path: str, width: int) -> None:
    window.size(width)
    with window.slowly():
        window.open(path)
        assert wait(lambda: window.ask("whole"))
    assert window.moved() < 0.002, window.movers()


@demo_site
def test_a_page_that_is_not_there_is_whole_wherever_it_is_asked_for(window: Window) -> None:
    window.open("posts/no/such/letter/")
    [said] = window.said()
    assert "404" in said
    assert found(window, "h1").is_displayed()
    assert [*window.ask("pictures"), *window.ask("width")] == []


def kept(window: Window) -> int:
    """How many things the site has kept in the browser."""
    return int(window.browser.execute_script("return localStorage.length"))


def is_open(window: Window) -> bool:
    return bool(window.browser.execute_script("return document.querySelector('#__search').checked"))


def found(window: Window, selector: str) -> WebElement:
    return window.browser.find_element("css selector", selector)


def focus(window: Window, element: WebElement) -> None:
    window.browser.execute_script("arguments[0].focus()", element)


def until(window: Window, selector: str) -> WebElement:
    wait(lambda: any(one.is_displayed() for one in window.browser.find_elements("css selector", selector)))
    return found(window, selector)


def wait(fulfilled: Callable[[], bool]) -> bool:
    """Whether it comes true within five seconds. What is asked of an element that the page has just made anew is asked again."""
    for _ in range(100):
        with suppress(StaleElementReferenceException):
            if fulfilled():
                return True
        time.sleep(0.05)
    return False


SPOILS = {
    "a link that leads nowhere": ('href="archive/"', 'href="archiv/"'),
    "no description": ('<meta name="description"', '<meta name="x"'),
    "another picture on the card": ("/assets/cards/", "/assets/card/"),
    "a heading left out": ("<h2", "<h4"),
    "no alt": ('alt="The front', 'title="The front'),
    "a style": ("<h1>", '<h1 style="color: red">'),
    "a font from elsewhere": ("</head>", '<link rel="stylesheet" href="https://fonts.example/css"></head>'),
    "an unlabelled field": ('for="nk-signup-email"', 'for="nk-signup-mail"'),
    "no price": ('"Store", ', '"Store", "price": "a lot", '),
    "no language": ('<html lang="en"', "<html"),
    "no feed": ('type="application/atom+xml"', 'type="application/xml"'),
}


@demo_site
@pytest.mark.parametrize("spoil", SPOILS)
def test_the_judge_of_files_sees_what_is_spoilt(site: BuiltSite, spoil: str) -> None:
    page = site.path / "index.html"
    whole = page.read_text(encoding="utf-8")
    assert SPOILS[spoil][0] in whole
    page.write_text(whole.replace(*SPOILS[spoil], 1), encoding="utf-8")
    try:
        marred = PageFile(site.path, page, site.base)
        assert [*faults_of_head(marred, site.language), *faults_of_body(marred)] != []
    finally:
        page.write_text(whole, encoding="utf-8")


MARRED = {
    "pale": ("</head>", "<style>.nk-lead { color: #bbb !important }</style></head>"),
    "wide": ("</head>", "<style>.nk-lead { width: 900px; max-width: none }</style></head>"),
    "moving": ("</head>", "<style>.nk-lead { transition: color 1s !important }</style></head>"),
    "a script": ("</head>", "<script>1</script></head>"),
    "stretched": ("</head>", "<style>img { height: 30px !important; object-fit: fill !important }</style></head>"),
}


@demo_site
@pytest.mark.parametrize("marred", MARRED)
def test_the_judge_of_looks_sees_what_is_marred(site: BuiltSite, browser: webdriver.Chrome, marred: str) -> None:
    whole = (site.path / "index.html").read_text(encoding="utf-8")
    page = site.path / "marred.html"
    page.write_text(whole.replace(*MARRED[marred], 1), encoding="utf-8")
    policy = site.path / "_headers"
    kept = policy.read_text(encoding="utf-8")
    policy.write_text(
        kept if marred == "a script" else kept.replace("style-src 'self'", "style-src 'unsafe-inline' 'self'")
    )
    try:
        with served(site.path, site.below) as base, window_on(browser, base) as window:
            assert [*seen_faults(window, page.name, axe_source())] != []
    finally:
        page.unlink()
        policy.write_text(kept, encoding="utf-8")


@demo_site
def test_the_judge_of_keyboards_misses_what_can_t_be_reached(site: BuiltSite, window: Window) -> None:
    page = site.path / "marred.html"
    whole = (site.path / "index.html").read_text(encoding="utf-8")
    page.write_text(whole.replace('<a class="nk-brand"', '<a tabindex="3" class="nk-brand"', 1), encoding="utf-8")
    try:
        assert [*keyboard_faults(window, page.name)] != []
    finally:
        page.unlink()
