"""From a letter's Markdown to HTML, text and mail; only here Markdown, Jinja, css-inline, nh3 and mail are known."""

from planner.render.clean import one_line, printable, sanitise, sized, words_of
from planner.render.links import absolute, addresses, picture_address, post_address
from planner.render.markdown import standard_extensions
from planner.render.message import Message, mail_address
from planner.render.plain import plain_text
from planner.render.renderer import Renderer
from planner.render.templates import environment, templates_dir
from planner.render.terms import OfferTerms, Term, Way, money_text, offer_terms

__all__ = [
    "Message",
    "OfferTerms",
    "Renderer",
    "Term",
    "Way",
    "absolute",
    "addresses",
    "environment",
    "mail_address",
    "money_text",
    "offer_terms",
    "one_line",
    "picture_address",
    "plain_text",
    "post_address",
    "printable",
    "sanitise",
    "sized",
    "standard_extensions",
    "templates_dir",
    "words_of",
]
