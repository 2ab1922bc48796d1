"""From a letter's Markdown to HTML, text and mail; only here Markdown, Jinja, css-inline, nh3 and mail are known."""

from planner.render.clean import for_feed, one_line, printable, sanitise, sized, words_of
from planner.render.links import absolute, addresses, picture_address, post_address, telephone, web_copy_address
from planner.render.mailing import Shown, first_paragraphs, for_mail
from planner.render.markdown import standard_extensions
from planner.render.message import Message, mail_address, one_click
from planner.render.plain import plain_text
from planner.render.renderer import Renderer
from planner.render.subject import Body, Heading, heading
from planner.render.templates import environment, fill, templates_dir
from planner.render.terms import OfferTerms, Term, Way, money_text, offer_terms

__all__ = [
    "Body",
    "Heading",
    "Message",
    "OfferTerms",
    "Renderer",
    "Shown",
    "Term",
    "Way",
    "absolute",
    "addresses",
    "environment",
    "fill",
    "first_paragraphs",
    "for_feed",
    "for_mail",
    "heading",
    "mail_address",
    "money_text",
    "offer_terms",
    "one_click",
    "one_line",
    "picture_address",
    "plain_text",
    "post_address",
    "printable",
    "sanitise",
    "sized",
    "standard_extensions",
    "telephone",
    "templates_dir",
    "web_copy_address",
    "words_of",
]
