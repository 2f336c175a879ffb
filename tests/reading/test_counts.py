"""How many, of what, and between which bounds."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.support.sentences import a_sentence
from tests.support.tagged import tagged

from sayso.reading.counts import FoundFigure, figures
from sayso.reading.numerals import number_at


def the_figure(text: str) -> FoundFigure:
    (found,) = figures(tagged(text))
    return found


@pytest.mark.parametrize(
    ("text", "written", "low", "best", "high"),
    [
        ("Nine/CD soldiers/NNS died.", "9 soldiers", 9, 9, 9),
        ("Twenty-five/CD guns/NNS were found.", "25 guns", 25, 25, 25),
        ("A dozen/NN men/NNS fled.", "12 men", 12, 12, 12),
        ("At least nine/CD soldiers/NNS died.", "at least 9 soldiers", 9, None, None),
        ("More than 1,200/CD people/NNS fled.", "more than 1,200 people", 1200, None, None),
        ("100/CD or more villagers/NNS fled.", "100 or more villagers", 100, None, None),
        ("Up to forty/CD houses/NNS burned.", "up to 40 houses", None, None, 40),
        ("Nearly 100/CD houses/NNS burned.", "nearly 100 houses", None, None, 100),
        ("About fifty/CD fighters/NNS hid there.", "about 50 fighters", None, 50, None),
        ("It has 4,000/CD to 10,000/CD fighters/NNS.", "4,000 to 10,000 fighters", 4000, None, 10000),
        ("It has between thirty/CD and forty/CD camps/NNS.", "30 to 40 camps", 30, None, 40),
        ("They need 2/CD to 3/CD million/CD tents/NNS.", "2,000,000 to 3,000,000 tents", 2_000_000, None, 3_000_000),
        ("Some 1.5/CD million/CD people/NNS fled.", "some 1,500,000 people", None, 1_500_000, None),
        ("Dozens/NNS of families/NNS fled.", "Dozens of families", 12, None, None),
        ("Tens/NNS of thousands/NNS of people/NNS fled.", "Tens of thousands of people", 10_000, None, None),
        ("The twin/JJ attacks/NNS shook it.", "2 attacks", 2, 2, 2),
        ("No civilians/NNS died.", "0 civilians", 0, 0, 0),
        ("No one died.", "0", 0, 0, 0),
        ("Several officers/NNS died.", "several officers", None, None, None),
        ("They fled over two/CD days/NNS.", "2 days", 2, 2, 2),
    ],
)
def test_words_draw_the_bounds_and_the_text_begins_with_the_value(
    text: str, written: str, low: float | None, best: float | None, high: float | None
):
    figure = the_figure(text).figure
    assert (figure.text, figure.low, figure.best, figure.high) == (written, low, best, high)


@pytest.mark.parametrize(
    ("text", "kind", "unit"),
    [
        ("Attacks rose by 119/CD percent/NN.", "percent", "percent"),
        ("It cost $1.5/CD million/CD.", "money", "USD"),
        ("It cost 20/CD million/CD rupees/NNS.", "money", "rupees"),
        ("A 20/CD - year/NN - old/JJ man/NN was held.", "age", "year"),
        ("The teacher, aged 50/CD, was held.", "age", "years"),
        ("He was held for 15/CD years/NNS.", "duration", "years"),
        ("They showed a nine-minute/JJ film/NN.", "duration", "minute"),
        ("They lost 20/CD men/NNS.", "count", "men"),
    ],
)
def test_money_shares_ages_and_durations_are_no_counts(text: str, kind: str, unit: str):
    found = the_figure(text)
    assert (found.kind, found.figure.unit) == (kind, unit)


@pytest.mark.parametrize(
    "text",
    [
        "It fell in 2014/CD.",
        "It fell on 2/CD February/NNP 2021/CD.",
        "The first/JJ men/NNS fled.",
        "Resolution 1540/CD was adopted.",
        "They met at 8:30/CD a.m. there.",
        "One of them spoke.",
        "The one who fled spoke.",
        "F-16 jets/NNS flew.",
    ],
)
def test_years_dates_ranks_and_labels_are_no_figures(text: str):
    assert figures(tagged(text)) == ()


def test_the_noun_counted_is_the_one_the_number_hangs_on():
    sentence = a_sentence("""
        Gunmen gunman NOUN NNS 2 nsubj
        killed kill VERB VBD 0 root
        three three NUM CD 6 nummod
        young young ADJ JJ 6 amod
        police police NOUN NN 6 compound
        recruits recruit NOUN NNS 2 obj
        and and CCONJ CC 8 cc
        wounded wound VERB VBD 2 conj
        nine nine NUM CD 8 obj
    """)
    three, nine = figures(sentence)
    assert (three.noun, three.first, three.last, three.figure.text) == (5, 2, 6, "3 young police recruits")
    assert (nine.noun, nine.figure.text, nine.figure.unit) == (None, "9", "")


def test_a_share_names_what_it_is_a_share_of():
    found = the_figure("Some 30/CD percent/NN of the/DT houses/NNS burned.")
    assert (found.kind, found.figure.best, found.noun) == ("percent", 30, 5)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("two hundred and five", 205),
        ("one thousand two hundred", 1200),
        ("twenty - five", 25),
        ("half a million", 500_000),
        ("3 hundred thousand", 300_000),
        ("4,000", 4000),
        ("a couple of", 2),
    ],
)
def test_numbers_in_words_are_added_up(words: str, value: float):
    read = number_at(words.split(), 0)
    assert read is not None
    assert read[0] == value


COUNTED = """
at least more than between and to - nine/CD 9/CD dozen/NN dozens/NNS of thousands/NNS million/CD one/CD two/CD $5m 7%
percent/NN soldiers/NNS years/NNS old no none about 2021 February/NNP several half a hundred/CD twenty-five/CD 100+
"""


@example("twenty - - five and and")
@given(st.lists(st.sampled_from(COUNTED.split()), min_size=1, max_size=9).map(" ".join))
def test_every_figure_shows_its_value_first_and_keeps_its_bounds_in_order(text: str):
    sentence = tagged(text)
    for found in figures(sentence):
        assert 0 <= found.first < found.last <= len(sentence.words)
        low, best, high = found.figure.low, found.figure.best, found.figure.high
        said = [value for value in (low, best, high) if value is not None]
        assert said == sorted(said)
        shown = re.search(r"\d[\d,]*(?:\.\d+)?", found.figure.text)
        if shown and said:
            assert float(shown[0].replace(",", "")) in said
