"""Letters as services get them: sound once the service has put in its own, and a shop's words come out as they were written."""

from __future__ import annotations

import re
from dataclasses import replace
from email import message_from_bytes
from email.policy import default
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest
from jinja2 import Environment, StrictUndefined

from planner.model import NewsletterSettings
from planner.publish.letter import files
from tests.letter_judge import Case, spoken_faults
from tests.letter_judge_mail import mail_faults
from tests.publications import OFFER, SHOP, TERMS, post, publication, renderer
from tests.test_letter_judge import SHOPS, cases

pytestmark = pytest.mark.no_cover
STOP, CHOOSE = "https://stop.example/u", "https://choose.example/p"
TAGS = {
    "listmonk": {"{{ UnsubscribeURL }}": STOP, "{{ ManageURL }}": CHOOSE},
    "buttondown": {"{{ unsubscribe_url }}": STOP, "{{ manage_subscription_url }}": CHOOSE},
    "mailchimp": {"*|UNSUB|*": STOP, "*|UPDATE_PROFILE|*": CHOOSE},
    "kit": {"{{ unsubscribe_url }}": STOP, "{{ subscriber_preferences_url }}": CHOOSE},
    "brevo": {"{{ unsubscribe }}": STOP, "{{ update_profile }}": CHOOSE},
    "sendgrid": {"{{{unsubscribe}}}": STOP, "{{{unsubscribe_preferences}}}": CHOOSE},
}
"""What each service documents, and what it makes of it."""


def filled(text: str, service: str) -> str:
    """A letter as the service sends it to one reader."""
    for tag, address in TAGS[service].items():
        assert tag in text
        text = text.replace(tag, address)
    return re.sub(r"\{\{ Safe `(.*?)` \}\}", r"\1", text, flags=re.DOTALL) if service == "listmonk" else text


def as_sent(case: Case, service: str) -> Case:
    return replace(case, html=filled(case.html, service), text=filled(case.text, service))


@pytest.mark.parametrize("service", TAGS)
@pytest.mark.parametrize("name", SHOPS)
def test_every_letter_is_sound_when_the_service_has_filled_it(name: str, service: str) -> None:
    found = cases(name, "month", service)
    sent = [as_sent(case, service) for case in found]
    assert [fault for case in sent for fault in spoken_faults(case)] == []
    assert [fault for case in found for fault in mail_faults(case.mail, case.language, case.domain)] == []


@pytest.mark.parametrize("service", TAGS)
def test_the_mail_file_holds_the_same_tags(service: str) -> None:
    for case in cases("ja", "month", service):
        parts: list[Any] = list(message_from_bytes(case.mail, policy=default).iter_parts())
        assert [part.get_content().replace("\r\n", "\n") for part in parts] == [case.text, case.html]


# A shop that writes of braces, before the real thing: Jinja reads what these two services act on.

HOSTILE = (
    '{{ name }} {{{unsubscribe}}} {% if x %}no{% endif %} {# gone #} <%asm%> *|FNAME|* [[x]] %recipient% {{"{{"}} {{{{ }}}} '
    "{{/* c */}} {%- raw -%} a{{b}}c |* *||* {{!-- hb --}} {{> p}} {{#if a}}x{{/if}} }} %}"
)


def hostile(service: str) -> dict[str, str]:
    letter = post(
        title=HOSTILE,
        summary=HOSTILE,
        body=f"Dear {HOSTILE}\n\n- {HOSTILE}\n\n```\n{HOSTILE}\n```\n\n[{HOSTILE}](https://a.example/?q={{{{name}}}})\n",
        image="https://tea.example/x.png",
        image_alt=HOSTILE,
        purpose=replace(OFFER, label=HOSTILE),
        offer=replace(TERMS, wish=HOSTILE, pay=(HOSTILE,), ask={"chat": "https://c.example/{{name}}/{%x%}"}),
    )
    newsletter = NewsletterSettings(service=service)
    if service == "plain":
        newsletter = replace(newsletter, unsubscribe=STOP, preferences=CHOOSE)
    of = publication(letter, newsletter=newsletter, shop=replace(SHOP, name=f"Tea {HOSTILE}", address=HOSTILE))
    made = {path.rpartition(".")[2]: data for path, data in files(of, renderer(of)).items()}
    subject = str(message_from_bytes(made["eml"], policy=default)["Subject"])
    return {"html": made["html"].decode(), "txt": made["txt"].decode(), "subject": subject}


def read(html: str) -> tuple[str, list[str | None], list[str | None]]:
    """The words, the links and the alt texts of a letter."""
    page: Element = html5lib.parse(html, namespaceHTMLElements=False)
    for style in page.iter("style"):
        style.text = ""
    links, pictures = ([tag.get(name) for tag in page.iter(kind)] for kind, name in (("a", "href"), ("img", "alt")))
    return "".join(page.itertext()), links, pictures


def flat(text: str) -> str:
    """The signs of a text, however it is broken into lines."""
    return re.sub(r"[\s=-]", "", text)


@pytest.mark.parametrize("service", ["buttondown", "brevo"])
def test_what_a_hostile_shop_writes_comes_out_as_it_was_written(service: str) -> None:
    values = {tag.strip("{} "): address for tag, address in TAGS[service].items()}
    engine = Environment(undefined=StrictUndefined, keep_trailing_newline=True, autoescape=False)  # noqa: S701
    plain = hostile("plain")
    sent = {form: engine.from_string(text).render(values) for form, text in hostile(service).items()}
    assert "{{ name }}" in read(sent["html"])[0]
    assert read(sent["html"]) == read(plain["html"])
    assert flat(sent["txt"]) == flat(plain["txt"])
    assert sent["subject"] == plain["subject"]
