"""What is learnt from the labelled letters for `planner.words.leaning`: `make leanings` writes it into the locales.

A logistic regression on rows of words that tell the most, one for each rule (scikit-learn's, with balanced classes). Letters count as a
whole, and the paragraphs of innocent ones by themselves, too. Where a text is doubted or believed is taken from letters by hands that
the model has not been given: it is learnt anew without each.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.feature_selection import chi2
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import normalize

from planner.words.leaning import NAME, ROW, SELLING, rows, words
from planner.words.parts import parts
from tests.corpus_report import HANDS, LANGUAGES, digest, entries, post

_ALWAYS = HANDS.index(("sentences",))
"""They were written for the phrases, and say nothing of how letters lean that are new."""
RULES = {
    SELLING: frozenset({"disguised-offer", "sales-tail"}),
    "pushy-wording": frozenset({"pushy-wording"}),
    "hollow-praise": frozenset({"hollow-praise"}),
    "excuse": frozenset({"excuse"}),
}
MENDING = frozenset({"apology", "recovery"})
LISTS = Path(__file__).parent.parent / "planner" / "locales"
_ROWS = 3000
"""That are kept for each rule."""
_STRENGTH = 20
_SEEN = 2
"""How many texts a row must stand in."""
_DOUBTED, _BELIEVED = 3, 99
"""Percentiles, of the letters in which something should be found, and of the others."""
_CERTAINLY = -2.0
"""What is above this isn't doubted: the odds that something should be found there are better than one to eight."""


class Example(NamedTuple):
    """A letter."""

    hand: int
    purpose: str
    finds: frozenset[str]
    texts: tuple[str, ...]
    """Its paragraphs, and the short texts around it."""


class Model(NamedTuple):
    """What one regression says."""

    vectorizer: CountVectorizer
    kept: Any
    rare: Any
    regression: LogisticRegression

    def of(self, texts: Sequence[str]) -> Any:
        """How some texts lean."""
        found = self.vectorizer.transform(texts).astype(float)[:, self.kept]
        return self.regression.decision_function(normalize(found.multiply(self.rare).tocsr()))


def learnt(language: str) -> dict[str, Any]:
    """The whole of `leanings.json`."""
    every = list(examples(language))
    return {"of": digest(language), "rules": {rule: _learnt(language, rule, every) for rule in RULES}}


def examples(language: str) -> Iterator[Example]:
    """All labelled letters."""
    for number, hand in enumerate(HANDS):
        for part in hand:
            for entry in entries(part, language):
                texts = tuple(map(words, parts(post(part, entry))))
                yield Example(number, entry["purpose"], frozenset(entry["finds"]), texts)


def _learnt(language: str, rule: str, every: Sequence[Example]) -> dict[str, Any]:
    asked = [one for one in every if _is_asked(rule, one)]
    scores: dict[bool, list[float]] = {True: [], False: []}
    for number in {*range(len(HANDS))} - {_ALWAYS}:
        model = _model(language, rule, [one for one in asked if one.hand != number])
        for one in asked:
            if one.hand == number:
                scores[_is_found(rule, one)].append(max(model.of(one.texts)))
    doubted = min(float(np.percentile(scores[True], _DOUBTED)), _CERTAINLY)
    believed = float(np.percentile(scores[False], _BELIEVED))
    model = _model(language, rule, asked)
    names = model.vectorizer.get_feature_names_out()[model.kept]
    return {
        "level": _whole(model.regression.intercept_[0]),
        "doubted": _whole(doubted),
        "believed": _whole(believed),
        "rows": ROW.join(names),
        "rare": [_whole(one) for one in model.rare],
        "weights": [_whole(one) for one in model.regression.coef_[0]],
    }


def _is_asked(rule: str, one: Example) -> bool:
    if rule == "excuse":
        return one.purpose in MENDING
    return rule != SELLING or one.purpose != "offer"


def _is_found(rule: str, one: Example) -> bool:
    return not RULES[rule].isdisjoint(one.finds)


def _model(language: str, rule: str, every: Sequence[Example]) -> Model:
    texts, found = zip(*_texts(rule, every), strict=True)
    vectorizer = CountVectorizer(analyzer=lambda text: rows(language, text), min_df=_SEEN, binary=True)
    matrix = vectorizer.fit_transform(texts).astype(float)
    telling = np.nan_to_num(chi2(matrix, found)[0])
    kept = np.sort(np.argsort(-telling, kind="stable")[:_ROWS])
    matrix = matrix[:, kept]
    rare = np.log((1 + matrix.shape[0]) / (1 + np.asarray(matrix.sum(0)).ravel())) + 1
    regression = LogisticRegression(C=_STRENGTH, class_weight="balanced", max_iter=2000)
    regression.fit(normalize(matrix.multiply(rare).tocsr()), found)
    return Model(vectorizer, kept, rare, regression)


def _texts(rule: str, every: Sequence[Example]) -> Iterator[tuple[str, bool]]:
    for one in every:
        yield "\n".join(one.texts), _is_found(rule, one)
        if not _is_found(rule, one) and len(one.texts) > 1:
            yield from ((text, False) for text in one.texts)


def _whole(number: float) -> int:
    return round(float(number) * 1000)


if __name__ == "__main__":
    for spoken in LANGUAGES:
        table = json.dumps(learnt(spoken), ensure_ascii=False, separators=(",", ":"))
        (LISTS / spoken / NAME).write_text(table.replace('"rules"', '\n"rules"') + "\n", encoding="utf-8")
