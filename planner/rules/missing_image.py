"""`missing-image`: a picture that is not there."""

from __future__ import annotations

from collections.abc import Iterator

from planner.model import Level, Place
from planner.rules.base import Inspection, Judgement, NoOptions, Rule
from planner.rules.targets import body_references, is_elsewhere, local_target, nearest_file


def check(inspection: Inspection, _: NoOptions) -> Iterator[Judgement]:
    """Pictures of the front matter and of the body; those on other sites are not looked up."""
    for letter in inspection.letters:
        if letter.image and not is_elsewhere(letter.image) and letter.image not in inspection.files:
            yield _missing(inspection, letter.path, letter.place("image"), letter.image)
        for reference in body_references(letter):
            target = local_target(inspection, letter, reference.target) if reference.picture else None
            if target is not None and target not in inspection.files:
                yield _missing(inspection, letter.path, reference.place, target)


def _missing(inspection: Inspection, path: str, place: Place, target: str) -> Judgement:
    guess = nearest_file(inspection, target)
    if guess is None:
        return Judgement(path, place, "missing", {"image": target})
    return Judgement(path, place, "near", {"image": target, "nearest": guess})


RULE = Rule("missing-image", Level.ERROR, NoOptions(), check)
