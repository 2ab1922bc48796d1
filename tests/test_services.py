"""The services: their tags come last, what a shop writes stays what it wrote, and each is told whom to write to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from html import unescape
from pathlib import Path
from urllib.parse import quote
from zoneinfo import ZoneInfo

import pytest

from planner.block import SERVICES
from planner.config import read_settings
from planner.errors import ConfigError
from planner.model import Edition, JoinRange, NewsletterSettings, Post, Purpose, Readers, Role, Stage, Variant
from planner.services import ALL, Form, Service, as_read, filters, finished, service
from planner.services.days import Days, reader_days
from planner.services.placeholders import ALL as PLACEHOLDERS
from planner.services.placeholders import UNSUBSCRIBE
from planner.wording import catalogue

TOKYO = ZoneInfo("Asia/Tokyo")
NEWSLETTER = NewsletterSettings()
TRICKY = (
    "{{ name }}",
    "{{{unsubscribe}}}",
    "{% if x %}",
    "{# note #}",
    "<%asm%>",
    "*|FNAME|*",
    "https://a.example/@TrackLink",
    "{{{{",
    "{ {",
    '{{ "{{" }}',
    "a*||*b",
)
LANGUAGES = {
    "plain": r"(?!)",
    "listmonk": r"\{\{.*?\}\}|@TrackLink",
    "buttondown": r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}",
    "mailchimp": r"\*\|.*?\|\*",
    "kit": r"\{\{.*?\}\}|\{%.*?%\}",
    "brevo": r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}",
    "sendgrid": r"\{\{.*?\}\}|<%.*?%>",
}
"""What each language would act on, as its own reader finds it."""
STRING = re.compile(r'\{\{ "([^"]*)" \}\}')
every_service = pytest.mark.parametrize("which", ALL, ids=lambda one: one.name)


def filled(text: str, which: Service) -> str:
    """What the service makes of a text: strings are shown, and anything else of its language would be lost."""
    pattern = re.compile(LANGUAGES[which.name], re.DOTALL)
    return pattern.sub(lambda match: found[1] if (found := STRING.fullmatch(match[0])) else "<lost>", text)


def test_the_settings_know_the_same_services() -> None:
    assert {one.name for one in ALL} == set(SERVICES)


@every_service
@pytest.mark.parametrize("form", [Form.TEXT, Form.SUBJECT])
@pytest.mark.parametrize("written", TRICKY)
def test_what_a_shop_writes_reaches_the_reader(which: Service, form: Form, written: str) -> None:
    text = f"before {written} after"
    assert filled(finished(text, form, which), which).replace("\u200c", "") == text


@every_service
@pytest.mark.parametrize("written", TRICKY)
def test_and_in_html(which: Service, written: str) -> None:
    html = f'<p title="{written}">{written}</p>'.replace("<%", "&lt;%")
    made = finished(html, Form.HTML, which)
    assert filled(made, which) == made
    assert unescape(made) == unescape(html)


@every_service
@pytest.mark.parametrize("form", list(Form))
def test_tags_take_the_place_of_placeholders(which: Service, form: Form) -> None:
    made = finished(f'<a href="{UNSUBSCRIBE}">', form, which)
    assert made == f'<a href="{which.unsubscribe or UNSUBSCRIBE}">'
    assert as_read(made, form, which) == f'<a href="{UNSUBSCRIBE}">'


@every_service
def test_every_service_but_none_fills_in_every_placeholder(which: Service) -> None:
    made = finished(" ".join(PLACEHOLDERS), Form.TEXT, which)
    assert ("nukumori.invalid" in made) == (which.name == "plain")


@pytest.mark.parametrize("placeholder", PLACEHOLDERS)
def test_nothing_on_the_way_changes_a_placeholder(placeholder: str) -> None:
    assert placeholder.isascii()
    assert quote(placeholder, safe=":/") == placeholder == unescape(placeholder)
    assert placeholder.endswith(".invalid/")


def test_listmonk_keeps_what_outlook_needs() -> None:
    html = "<!--[if mso]><table><tr><td><![endif]-->x<!--[if !mso]><!-->y<!--<![endif]--><!-- note -->"
    made = finished(html, Form.HTML, service("listmonk"))
    assert made.count("{{ Safe `") == 3
    assert "{{ Safe `<!--[if mso]><table><tr><td><![endif]-->` }}x" in made
    assert as_read(made, Form.HTML, service("listmonk")) == html
    assert finished(html, Form.HTML, service("buttondown")) == html


def test_styles_are_left_alone() -> None:
    html = "<style>@media x{{a}}</style>"
    assert finished(html, Form.HTML, service("kit")) == html


@every_service
@pytest.mark.parametrize("written", TRICKY)
def test_a_preview_shows_what_was_written(which: Service, written: str) -> None:
    assert as_read(finished(written, Form.TEXT, which), Form.TEXT, which) == written


# Who gets what


def letter(name: str, role: Role) -> Post:
    return Post(
        path=f"{name}.md",
        title=name,
        purpose=Purpose(name, role, name),
        slug=name,
        body="",
        body_line=1,
        places={},
        date=datetime(2026, 12, 15, 10, tzinfo=TOKYO),
    )


STORY, OFFER = letter("story", Role.WARMS), letter("offer", Role.ASKS)
CUT = datetime(2026, 11, 24, 9, tzinfo=TOKYO)
SENT = datetime(2026, 12, 15, 10, tzinfo=TOKYO)
NIGHT = datetime(2026, 11, 24, tzinfo=TOKYO)


def edition(cut: datetime = CUT, stages: tuple[Stage, ...] = (Stage.CUSTOMER,)) -> Edition:
    def readers(one: JoinRange) -> Readers:
        return dict.fromkeys(stages, (one,))

    warm = Variant(name="with-offer", letters=(STORY, OFFER), readers=readers(JoinRange(None, cut)))
    cold = Variant(name="without-offer", letters=(STORY,), readers=readers(JoinRange(cut, SENT)))
    return Edition(name="e", instant=SENT, letters=(STORY, OFFER), variants=(warm, cold))


def test_the_day_of_the_cut_off_gets_no_offer() -> None:
    warm, cold = edition().variants
    assert reader_days(edition(), warm) == {Stage.CUSTOMER: (Days(None, date(2026, 11, 24)),)}
    assert reader_days(edition(), cold) == {Stage.CUSTOMER: (Days(date(2026, 11, 24), date(2026, 12, 16)),)}


def test_a_cut_off_at_midnight_is_exact() -> None:
    made = edition(NIGHT)
    assert reader_days(made, made.variants[0]) == {Stage.CUSTOMER: (Days(None, date(2026, 11, 24)),)}
    assert reader_days(made, made.variants[1])[Stage.CUSTOMER][0].first == date(2026, 11, 24)


def test_an_offer_alone_ends_with_the_last_day_that_is_wholly_warm() -> None:
    only = Variant(name="everyone", letters=(OFFER,), readers={Stage.CUSTOMER: (JoinRange(None, CUT),)})
    made = Edition(name="e", instant=SENT, letters=(OFFER,), variants=(only,))
    assert reader_days(made, only) == {Stage.CUSTOMER: (Days(None, date(2026, 11, 24)),)}


def test_a_series_goes_to_all() -> None:
    only = Variant(name="everyone", letters=(STORY,), readers={Stage.CUSTOMER: (JoinRange(),)})
    made = Edition(name="e", instant=None, letters=(STORY,), variants=(only,))
    assert reader_days(made, only) == {Stage.CUSTOMER: (Days(),)}
    said = filters(made, only, NEWSLETTER, catalogue("en"))
    assert said["listmonk"] == "subscribers.attribs->>'stage' IN ('customer')"


def test_readers_whom_no_day_tells_apart() -> None:
    morning, noon = CUT, CUT + timedelta(hours=3)
    only = Variant(name="with-offer", letters=(OFFER,), readers={Stage.CUSTOMER: (JoinRange(morning, noon),)})
    made = Edition(name="e", instant=SENT, letters=(OFFER,), variants=(only,))
    said = filters(made, only, NEWSLETTER, catalogue("en"))
    assert reader_days(made, only) == {}
    assert said["listmonk"] == "FALSE"
    assert said["mailchimp"].startswith("Nobody")


def moments() -> Iterator[datetime]:
    yield from (datetime(2026, 11, 20, tzinfo=UTC) + timedelta(hours=7 * number) for number in range(120))


@pytest.mark.parametrize("cut", [CUT, NIGHT, datetime(2026, 11, 30, 23, 59, tzinfo=TOKYO)])
def test_nobody_gets_two_and_no_cold_reader_an_offer(cut: datetime) -> None:
    made = edition(cut)
    warm, cold = (reader_days(made, variant)[Stage.CUSTOMER] for variant in made.variants)
    for moment in moments():
        day = moment.astimezone(TOKYO).date()
        got = [
            any((one.first or day) <= day and (not one.end or day < one.end) for one in days) for days in (warm, cold)
        ]
        assert sum(got) <= 1
        assert not got[0] or moment < cut
        assert sum(got) == 1 or moment > SENT


def test_the_filters_of_a_variant() -> None:
    made = edition(stages=(Stage.CUSTOMER, Stage.REGULAR))
    said = filters(made, made.variants[1], NEWSLETTER, catalogue("en"))
    assert list(said) == list(SERVICES)
    assert said["listmonk"] == (
        "subscribers.attribs->>'stage' IN ('customer', 'regular') AND "
        "((subscribers.attribs->>'signup_date')::date >= '2026-11-24' AND "
        "(subscribers.attribs->>'signup_date')::date < '2026-12-16')"
    )
    assert said["buttondown"] == {
        "predicate": "and",
        "filters": [],
        "groups": [
            {
                "predicate": "or",
                "filters": [
                    {"field": "subscriber.metadata.stage", "operator": "equals", "value": "customer"},
                    {"field": "subscriber.metadata.stage", "operator": "equals", "value": "regular"},
                ],
                "groups": [],
            },
            {
                "predicate": "or",
                "filters": [],
                "groups": [
                    {
                        "predicate": "and",
                        "filters": [
                            {
                                "field": "subscriber.subscription_date",
                                "operator": "greater_than",
                                "value": "2026-11-24",
                            },
                            {"field": "subscriber.subscription_date", "operator": "less_than", "value": "2026-12-16"},
                        ],
                        "groups": [],
                    }
                ],
            },
        ],
    }
    assert said["mailchimp"] == (
        "In Mailchimp, send to a segment of your audience with these conditions: `stage` is one of customer and regular, "
        "and `signup_date` is 24 November 2026 or later, and before 16 December 2026."
    )
    assert said["plain"][0] == {
        "stage": "customer",
        "joined": [{"from": date(2026, 11, 24), "until": date(2026, 12, 16)}],
    }


def test_all_stages_need_no_mention() -> None:
    made = edition(stages=tuple(Stage))
    said = filters(made, made.variants[0], NEWSLETTER, catalogue("ja"))
    assert said["listmonk"] == "(subscribers.attribs->>'signup_date')::date < '2026-11-24'"
    assert said["buttondown"] == {
        "predicate": "and",
        "filters": [{"field": "subscriber.subscription_date", "operator": "less_than", "value": "2026-11-24"}],
        "groups": [],
    }
    assert "2026年11月24日より前" in said["kit"]


def test_values_are_quoted() -> None:
    made = edition()
    odd = NewsletterSettings(joined_attribute="x'; DROP TABLE subscribers; --")
    said = filters(made, made.variants[0], odd, catalogue("en"))
    assert "attribs->>'x''; DROP TABLE subscribers; --'" in said["listmonk"]


def test_a_shop_names_the_attributes_of_its_list(shop: Callable[..., Path]) -> None:
    root = shop({}, newsletter={"joined_attribute": "since", "stage_attribute": "kind"})
    newsletter = read_settings(root / "mkdocs.yml").newsletter
    made = edition()
    assert filters(made, made.variants[0], newsletter, catalogue("en"))["listmonk"] == (
        "subscribers.attribs->>'kind' IN ('customer') AND ((subscribers.attribs->>'since')::date < '2026-11-24')"
    )


def test_an_attribute_is_a_name(shop: Callable[..., Path]) -> None:
    root = shop({}, newsletter={"joined_attribute": "x' OR 'a"})
    with pytest.raises(ConfigError):
        read_settings(root / "mkdocs.yml")
