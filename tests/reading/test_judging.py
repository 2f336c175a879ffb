"""The judge: it leaves out what is probably misread, says so, changes nothing else, and names its grounds."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.reading import a_report, reader

from sayso.reading.explaining import weighed
from sayso.reading.frames import FramesReader, opened, read
from sayso.reading.judging import Hearing, Judge, routes
from sayso.records import ReadingError

STORY = (
    "The army attacked the Kessar Front near Dorn on Monday. The front's fighters fled to the hills. "
    "A spokesman for the army said that two depots had been destroyed. Nobody was killed, he said. "
    "Ministers met in Salvo to discuss the campaign. The talks ended without an agreement."
)


def judged(text: str, sure: float) -> tuple[list[str], list[str]]:
    """The ids of the claims that are kept, and what is said of those left out."""
    reading = read(a_report(text), reader().parser, reader().tables, Judge.open(sure=sure))
    return [c.id for c in reading.claims], [t.why for t in reading.troubles if t.kind == "doubted"]


def test_asked_for_nothing_the_judge_keeps_what_the_rules_read() -> None:
    assert judged(STORY, 0.0) == ([c.id for c in reader().read(a_report(STORY)).claims], [])


def test_asked_for_certainty_it_keeps_nothing_and_says_what_it_left_out() -> None:
    kept, left = judged(STORY, 1.0)
    rules = reader().read(a_report(STORY)).claims
    assert kept == []
    assert len(left) == len(rules) > 3
    assert left[0].startswith("Left out as probably misread: ")
    assert "Read without --sure to keep it." in left[0]


@settings(max_examples=10, deadline=None)
@given(st.floats(0, 1), st.floats(0, 1))
def test_who_asks_for_more_gets_fewer_of_the_same_claims(one: float, other: float) -> None:
    fewer, more = (judged(STORY, sure)[0] for sure in sorted((one, other), reverse=True))
    assert [c for c in more if c in set(fewer)] == fewer


def test_what_is_left_out_stands_where_the_claim_stood() -> None:
    document = a_report(STORY)
    rules = reader().read(document).claims
    doubted = read(document, reader().parser, reader().tables, Judge.open(sure=1.0)).troubles
    assert [(t.start, t.end) for t in doubted] == [(c.start, c.end) for c in rules]


@pytest.mark.parametrize(
    ("sentence", "slot", "word"),
    [
        ("The army attacked the rebels near the bridge.", "subject", "army"),
        ("The army attacked the rebels near the bridge.", "object", "rebels"),
        ("The rebels were attacked by the army near the bridge.", "subject", "army"),
        ("The rebels were attacked by the army near the bridge.", "object", "rebels"),
        ("The army's attack on the rebels lasted all night.", "subject", "army"),
        ("The army's attack on the rebels lasted all night.", "object", "rebels"),
    ],
)
def test_the_phrase_that_fills_a_place_is_the_likeliest(sentence: str, slot: str, word: str) -> None:
    report = opened(a_report(sentence), reader().parser, reader().tables)
    hearing, [tree], judge = report.hearing(reader().tables), report.trees, Judge.open()
    stated = next(
        s for w in range(len(tree)) if (s := hearing.stated(tree, w)) is not None and "attack" in s.frames
    )
    phrases = hearing.phrases(tree, stated, ())
    shares = judge.shares(slot, "attack", [hearing.of_phrase(tree, stated, "attack", slot, p) for p in phrases])  # type: ignore[arg-type]
    assert sum(shares) == pytest.approx(1)
    best = phrases[max(range(len(phrases)), key=shares.__getitem__)]
    assert not best.nobody
    assert tree.sentence.words[best.word] == word


def test_a_reading_that_fits_is_likelier_than_one_that_does_not() -> None:
    """The judge must know a plain sentence from one whose claim is far-fetched."""
    [plain] = _chances("Rebels attacked an army base in Dorn on Monday.", "attack")
    [odd] = _chances("His heart, attacked by doubt, was no longer in it.", "attack") or [0.0]
    assert odd < plain


def _chances(text: str, predicate: str) -> list[float]:
    document = a_report(text)
    found = [weighed(c, document, reader()) for c in reader().read(document).claims if c.predicate == predicate]
    return [w.chance for w in found if w is not None]


def test_a_claim_is_weighed_with_its_grounds_in_words() -> None:
    document = a_report(STORY)
    claim = reader().read(document).claims[0]
    weighing = weighed(claim, document, reader())
    assert weighing is not None
    assert 0 < weighing.chance < 1
    sizes = [abs(added) for _, added in weighing.grounds]
    assert sizes == sorted(sizes, reverse=True)
    assert all(ground.strip() and ground != "any" for ground, _ in weighing.grounds)


def test_a_claim_of_another_text_is_not_weighed() -> None:
    claim = reader().read(a_report(STORY)).claims[0]
    assert weighed(claim, a_report("It rained all day."), reader()) is None


@pytest.mark.parametrize("sure", ["often", "2", "-0.1", "nan"])
def test_what_is_no_chance_is_refused_with_the_way_out(sure: str) -> None:
    with pytest.raises(ReadingError, match="Give a number from 0"):
        FramesReader.open(sure=sure)


def test_a_folder_without_weights_says_what_makes_them(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match=r"training\.judge"):
        Judge.open(data=tmp_path)


def test_the_weights_are_small_and_name_no_report() -> None:
    """What ships is grounds in words with a number each: no text and no name of the reports it was learned from."""
    folder = files("sayso.reading") / "data" / "judge"
    sizes = [len((folder / name).read_bytes()) for name in ("phrases.tsv", "claims.tsv")]
    assert sum(sizes) < 2_000_000
    judge = Judge.open()
    assert not [g for g in [*judge.phrases, *judge.claims] if "ISIL" in g or "Syria" in g or "Kessar" in g]


def test_the_way_to_a_word_goes_up_and_down_the_tree() -> None:
    report = opened(a_report("The army and the guard attacked rebels."), reader().parser, reader().tables)
    [tree] = report.trees
    word = tree.sentence.words.index
    down, up = routes(tree, word("attacked")), routes(tree, word("rebels"))
    assert (down[word("army")], down[word("guard")], down[word("rebels")]) == (">nsubj", ">nsubj", ">obj")
    assert (up[word("attacked")], up[word("army")]) == ("<obj", "<obj >nsubj")


def test_hearing_is_the_same_each_time() -> None:
    document, judge = a_report(STORY), Judge.open()
    report = opened(document, reader().parser, reader().tables)
    claims = reader().read(document).claims
    hearing = Hearing(reader().tables.codebook, report.desk.finder, report.cast, report.trees)
    assert hearing.grounds(claims, judge) == hearing.grounds(claims, judge)
