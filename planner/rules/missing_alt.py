"""`missing-alt`: a picture without words for those who do not see it."""

from __future__ import annotations

from collections.abc import Iterator

from planner.model import Level
from planner.rules.base import Inspection, Judgement, NoOptions, Rule, at
from planner.rules.targets import body_references


def check(inspection: Inspection, _: NoOptions) -> Iterator[Judgement]:
    """An `<img alt="">` in HTML says on purpose that the picture is decoration, and passes."""
    for letter in inspection.letters:
        if letter.image and not letter.image_alt:
            yield at(letter, "image", "front-matter", image=letter.image)
        for reference in body_references(letter):
            if reference.picture and not reference.text and not reference.decoration:
                yield Judgement(letter.path, reference.place, "body", {"image": reference.target})


RULE = Rule("missing-alt", Level.WARNING, NoOptions(), check)
