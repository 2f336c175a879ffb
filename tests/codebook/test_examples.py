"""The sentences of the codebook are its tests: each must be read as the claim it stands for."""

from __future__ import annotations

import re

import pytest
from tests.support.reading import claims_of

from sayso.codebook import Example, Frame, Predicate, load, load_lexicon
from sayso.records import Claim, Mention

CODEBOOK = load()
WORD = re.compile(r"\w+")
FRAMES = load_lexicon().frames


def named(wanted: str, mentions: tuple[Mention, ...]) -> bool:
    """Do the words of one of `mentions` hold the words wanted, or they those? Nothing wanted: none may be there."""
    if not wanted:
        return not mentions
    words = set(WORD.findall(wanted.casefold()))
    found = [set(WORD.findall(text.casefold())) for m in mentions for text in (m.text, m.name)]
    return any(words <= other or other <= words for other in found)


def fits(example: Example, predicate: Predicate, claim: Claim) -> bool:
    sides = named(example.subject, claim.subject) and (not example.object or named(example.object, claim.object))
    if predicate.symmetric and not sides:
        sides = named(example.subject, claim.object) and named(example.object, claim.subject)
    source = claim.sources[-1].name if claim.sources else ""
    told = example.source.casefold() in source.casefold() if example.source else not source
    number = not example.value or (claim.value is not None and example.value in claim.value.text.replace(",", ""))
    number = number or (claim.value is not None and claim.value.best == float(example.value))
    return sides and told and number and (claim.stance, claim.certainty) == (example.stance, example.certainty)


@pytest.mark.parametrize("predicate", CODEBOOK, ids=lambda p: p.id)
def test_each_sentence_of_a_predicate_is_read_as_the_claim_it_stands_for(predicate: Predicate) -> None:
    for example in predicate.examples:
        claims = [claim for claim in claims_of(example.text) if claim.predicate == predicate.id]
        assert any(fits(example, predicate, claim) for claim in claims), (example, claims)


@pytest.mark.parametrize("frame", FRAMES, ids=lambda f: f.id)
def test_the_sentence_of_a_frame_is_read_as_its_predicate(frame: Frame) -> None:
    assert frame.predicate in {claim.predicate for claim in claims_of(frame.example)}
