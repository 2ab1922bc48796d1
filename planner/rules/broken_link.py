"""`broken-link`: a link to a letter that is not there, or that its readers cannot open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from planner.markup import Reference
from planner.model import Channel, Letter, Level, Post, Source, Step
from planner.rules.base import Inspection, Judgement, NoOptions, Rule
from planner.rules.targets import body_references, local_target, nearest_file


def check(inspection: Inspection, _: NoOptions) -> Iterator[Judgement]:
    """Relative links to Markdown files. A link to a letter that is not out yet is shown as plain words until it is."""
    docs = f"{inspection.settings.docs_folder}/"
    known = {source.path.removeprefix(docs): source for source in inspection.sources}
    for letter in inspection.letters:
        for reference in body_references(letter):
            target = None if reference.picture else local_target(inspection, letter, reference.target)
            if target is not None and target.endswith(".md"):
                yield from _judge(inspection, letter, reference, target, known)


def _judge(
    inspection: Inspection, letter: Letter, reference: Reference, target: str, known: Mapping[str, Source]
) -> Iterator[Judgement]:
    if target not in inspection.files:
        guess = nearest_file(inspection, target)
        case, values = ("near", {"nearest": guess}) if guess else ("missing", {})
        yield Judgement(letter.path, reference.place, case, {"target": target, **values})
    elif target in known:
        yield from _out_of_reach(letter, reference, target, known[target])


def _out_of_reach(letter: Letter, reference: Reference, target: str, source: Source) -> Iterator[Judgement]:
    found = source.letter
    case = None
    if isinstance(found, Step):
        case = "series"
    elif isinstance(found, Post) and Channel.SITE not in found.channels:
        case = "off-site"
    elif isinstance(found, Post) and isinstance(letter, Post) and found.date > letter.date:
        case = "later"
    if case is not None:
        yield Judgement(letter.path, reference.place, case, {"target": target}, Level.WARNING)


RULE = Rule("broken-link", Level.ERROR, NoOptions(), check)
