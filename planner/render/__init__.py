"""From a letter's Markdown to HTML, text and mail; only here Markdown, Jinja, css-inline, nh3 and mail are known."""

from planner.render.clean import for_feed, one_line, printable, sanitise, words_of
from planner.render.links import absolute, addresses, mailto, picture_address, post_address, web_copy_address
from planner.render.mailing import Shown, for_mail
from planner.render.markdown import standard_extensions
from planner.render.message import NOWHERE, Message, mail_address, one_click
from planner.render.places import person_url, post_url, purpose_url, year_url
from planner.render.plain import plain_text
from planner.render.renderer import Renderer
from planner.render.sentences import joined, sentence_end, sentences, shortened
from planner.render.subject import Heading, heading
from planner.render.telephone import telephone
from planner.render.templates import environment, fill, templates_dir
from planner.render.terms import OfferTerms, is_over, money_text, offer_terms, terms_shown

__all__ = [
    "NOWHERE",
    "Heading",
    "Message",
    "OfferTerms",
    "Renderer",
    "Shown",
    "absolute",
    "addresses",
    "environment",
    "fill",
    "for_feed",
    "for_mail",
    "heading",
    "is_over",
    "joined",
    "mail_address",
    "mailto",
    "money_text",
    "offer_terms",
    "one_click",
    "one_line",
    "person_url",
    "picture_address",
    "plain_text",
    "post_address",
    "post_url",
    "printable",
    "purpose_url",
    "sanitise",
    "sentence_end",
    "sentences",
    "shortened",
    "standard_extensions",
    "telephone",
    "templates_dir",
    "terms_shown",
    "web_copy_address",
    "words_of",
    "year_url",
]
