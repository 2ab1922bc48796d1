"""What a shop is made of, as frozen data; standard library only."""

from planner.model.finding import Fault, Finding, Place
from planner.model.letter import Letter, Post, Purpose, Source, Step
from planner.model.publication import Edition, HeldBack, JoinRange, Publication, Readers, Variant
from planner.model.settings import (
    Need,
    NewsletterSettings,
    Person,
    RuleSettings,
    Settings,
    ShopDetails,
    Signup,
    WarmingRule,
)
from planner.model.stated import Consent, Customer, Incident, Money, Offer, PastPrice, Promise
from planner.model.vocabulary import EMPTY, STREAMS, Channel, Level, Role, Stage

__all__ = [
    "EMPTY",
    "STREAMS",
    "Channel",
    "Consent",
    "Customer",
    "Edition",
    "Fault",
    "Finding",
    "HeldBack",
    "Incident",
    "JoinRange",
    "Letter",
    "Level",
    "Money",
    "Need",
    "NewsletterSettings",
    "Offer",
    "PastPrice",
    "Person",
    "Place",
    "Post",
    "Promise",
    "Publication",
    "Purpose",
    "Readers",
    "Role",
    "RuleSettings",
    "Settings",
    "ShopDetails",
    "Signup",
    "Source",
    "Stage",
    "Step",
    "Variant",
    "WarmingRule",
]
