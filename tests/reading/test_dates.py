"""What the words of a report say about when, and which of them dates what."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.support.reading import reader
from tests.support.sentences import a_sentence
from tests.support.tagged import tagged

from sayso.reading.dates import bounds, found_times, time_of
from sayso.records import Sentence, Time

PUBLISHED = "2022-02-09"  # a Wednesday


def the_time(text: str, published: str | None = PUBLISHED) -> Time:
    (found,) = found_times(tagged(text), published)
    return found.time


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("The bridge fell on 2 February 2021.", "2021-02-02"),
        ("The bridge fell on February 2nd, 2021.", "2021-02-02"),
        ("The bridge fell on Feb. 2, 2021.", "2021-02-02"),
        ("The bridge fell on the 2nd of February 2021.", "2021-02-02"),
        ("The log of 2021-02-02 was lost.", "2021-02-02"),
        ("The pact of February 2021 was kept.", "2021-02"),
        ("He took over in 2014.", "2014"),
        ("He fled in the 1990s.", "199X"),
        ("The fort is of the 19th century.", "18XX"),
        ("They met in summer 2021.", "2021-22"),
        ("They met in the first quarter of 2021.", "2021-01/2021-03"),
        ("They met in the second half of 2020.", "2020-07/2020-12"),
        ("They fought from 2005 to 2013.", "2005/2013"),
        ("They fought between 2 and 5 February 2021.", "2021-02-02/2021-02-05"),
        ("They fought on 2-5 February 2021.", "2021-02-02/2021-02-05"),
        ("They filmed it in April and May 2021.", "2021-04/2021-05"),
        ("By 2020–2021 the plan bore fruit.", "2020/2021"),
        ("The war of 2015-16 ended.", "2015/2016"),
        ("They have fought since 2018.", "2018/.."),
        ("He was held until 2018.", "../2018"),
        ("He left before 2018.", "../2017"),
        ("He left after May 2018.", "2018-06/.."),
        ("The post-2011 militias grew.", "2012/.."),
        ("He left in mid-August 2021.", "2021-08~"),
        ("He left in late 2021.", "2021~"),
        ("It began around 2010.", "2010~"),
        ("They attacked in the last week of December 2021.", "2021-12-25/2021-12-31"),
        ("He left three years before 2014.", "2011"),
    ],
)
def test_a_date_with_its_year_needs_no_date_of_publication(text: str, edtf: str):
    assert the_time(text, None).edtf == edtf


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("They struck/VBD on Tuesday.", "2022-02-08"),
        ("They struck/VBD on Wednesday.", "2022-02-09"),
        ("They struck/VBD last Wednesday.", "2022-02-02"),
        ("They meet next Tuesday.", "2022-02-15"),
        ("They struck/VBD on 10 December.", "2021-12-10"),
        ("They struck/VBD on 2 February.", "2022-02-02"),
        ("They struck/VBD yesterday.", "2022-02-08"),
        ("They struck/VBD last week.", "2022-01-31/2022-02-06"),
        ("They struck/VBD last month.", "2022-01"),
        ("They struck/VBD in August last year.", "2021-08"),
        ("They struck/VBD last year in mid-August.", "2021-08~"),
        ("They struck/VBD last November.", "2021-11"),
        ("They have grown/VBN over the past 20 years.", "2002/2022"),
        ("They left/VBD three years ago.", "2019~"),
        ("They left/VBD nine days ago.", "2022-01-31"),
        ("They have grown/VBN since last year.", "2021/.."),
        ("They have grown/VBN in recent years.", "../2022-02-09"),
        ("They left/VBD early last year.", "2021~"),
        ("It will/MD resume/VB next year.", "2023"),
    ],
)
def test_a_relative_date_counts_from_publication(text: str, edtf: str):
    assert the_time(text).edtf == edtf


def test_without_a_date_of_publication_a_relative_date_keeps_its_words_alone():
    assert the_time("They struck/VBD on Tuesday.", None) == Time(text="Tuesday")
    assert the_time("They left/VBD three years ago.", None) == Time(text="three years ago")


def test_where_only_the_month_of_publication_is_known_a_weekday_is_somewhere_in_it():
    time = the_time("They struck/VBD on Tuesday.", "2022-02")
    assert (time.earliest, time.latest) == ("2022-02-01", "2022-02-22")


def test_a_day_is_never_invented():
    time = the_time("The pact of February 2021 was kept.")
    assert (time.edtf, time.earliest, time.latest) == ("2021-02", "2021-02-01", "2021-02-28")


def test_a_numeric_date_that_can_be_read_two_ways_holds_both_days():
    time = the_time("The file of 08/02/2021 was lost.")
    assert (time.earliest, time.latest) == ("2021-02-08", "2021-08-02")


def test_later_and_earlier_count_from_the_date_before_them():
    first, second, third = found_times(
        tagged("On 3 March 2020 he left, two days later he was back and the following month he fled."), PUBLISHED
    )
    assert [t.time.edtf for t in (first, second, third)] == ["2020-03-03", "2020-03-05", "2020-04"]


def test_what_recurs_has_no_one_date():
    assert {t.kind for t in found_times(tagged("Each year on 17 January they gather."), PUBLISHED)} == {"set"}


def test_a_length_of_time_is_no_date():
    (found,) = found_times(tagged("The two-decade-long siege ended."), PUBLISHED)
    assert (found.kind, found.lasts, found.time.edtf) == ("duration", "P20Y", "")


@pytest.mark.parametrize(
    "text",
    [
        "He may/MD speak.",
        "They march on the town.",
        "The force has 2000 men/NNS.",
        "A 20-year-old man was held.",
        "Resolution 1540 was adopted.",
        "The fall of the fort was near.",
    ],
)
def test_what_only_looks_like_a_date_is_none(text: str):
    assert found_times(tagged(text), PUBLISHED) == ()


CLAIMED = """
The the DET DT 2 det
wing wing NOUN NN 3 nsubj
claimed claim VERB VBD 0 root
on on ADP IN 5 case
Sunday Sunday PROPN NNP 3 obl
that that SCONJ IN 9 mark
soldiers soldier NOUN NNS 9 nsubj:pass
were be AUX VBD 9 aux:pass
killed kill VERB VBN 3 ccomp
in in ADP IN 11 case
May May PROPN NNP 9 obl
. . PUNCT . 3 punct
"""


def dated(sentence: Sentence, word: str, *, tense: str, published: str | None = PUBLISHED) -> Time | None:
    times = found_times(sentence, published)
    return time_of(sentence, sentence.words.index(word), times, published, tense=tense)  # type: ignore[arg-type]


def test_each_verb_takes_the_date_that_hangs_on_it():
    sentence = a_sentence(CLAIMED)
    assert dated(sentence, "claimed", tense="past") == Time(
        text="Sunday", edtf="2022-02-06", earliest="2022-02-06", latest="2022-02-06"
    )
    assert dated(sentence, "killed", tense="past") == Time(
        text="May", edtf="2021-05", earliest="2021-05-01", latest="2021-05-31"
    )


def test_what_is_told_on_a_day_happened_no_later_than_that_day():
    rows = CLAIMED.replace("in in ADP IN 11 case\nMay May PROPN NNP 9 obl\n. . PUNCT . 3 punct\n", "")
    time = dated(a_sentence(rows), "killed", tense="past")
    assert time == Time(text="Sunday", edtf="../2022-02-06", latest="2022-02-06", inferred=True)


def test_what_was_done_before_a_dated_deed_lies_before_it():
    sentence = a_sentence("""
        He he PRON PRP 2 nsubj
        fled flee VERB VBD 0 root
        in in ADP IN 4 case
        2015 2015 NUM CD 2 obl
        after after SCONJ IN 7 mark
        gunmen gunman NOUN NNS 7 nsubj
        stormed storm VERB VBD 2 advcl
        the the DET DT 9 det
        town town NOUN NN 7 obj
    """)
    assert dated(sentence, "stormed", tense="past") == Time(
        text="2015", edtf="../2015", latest="2015-12-31", inferred=True
    )


def test_a_dated_noun_lends_its_year_to_its_verb_and_keeps_it_from_others():
    sentence = a_sentence("""
        She she PRON PRP 2 nsubj
        recalled recall VERB VBD 0 root
        that that SCONJ IN 5 mark
        he he PRON PRP 5 nsubj
        fell fall VERB VBD 2 ccomp
        in in ADP IN 9 case
        the the DET DT 9 det
        2014 2014 NUM CD 9 nummod
        siege siege NOUN NN 5 obl
    """)
    assert dated(sentence, "siege", tense="past") == Time(
        text="2014", edtf="2014", earliest="2014-01-01", latest="2014-12-31"
    )
    fell = dated(sentence, "fell", tense="past")
    assert fell is not None
    assert (fell.edtf, fell.inferred) == ("2014", True)
    assert dated(sentence, "recalled", tense="past") == Time(
        edtf="../2022-02-09", latest="2022-02-09", inferred=True
    )


def test_the_date_of_a_treaty_is_not_the_date_of_what_keeps_it():
    sentence = a_sentence("""
        They they PRON PRP 2 nsubj
        met meet VERB VBD 0 root
        in in ADP IN 4 case
        line line NOUN NN 2 obl
        with with ADP IN 7 case
        the the DET DT 7 det
        treaty treaty NOUN NN 4 nmod
        of of ADP IN 9 case
        May May PROPN NNP 7 nmod
        2020 2020 NUM CD 9 nummod
    """)
    assert dated(sentence, "treaty", tense="past") == Time(
        text="May 2020", edtf="2020-05", earliest="2020-05-01", latest="2020-05-31"
    )
    assert dated(sentence, "met", tense="past") == Time(edtf="../2022-02-09", latest="2022-02-09", inferred=True)


def test_a_weekday_of_a_verb_in_the_future_is_the_next_one():
    sentence = a_sentence("""
        They they PRON PRP 3 nsubj
        will will AUX MD 3 aux
        meet meet VERB VB 0 root
        on on ADP IN 5 case
        Friday Friday PROPN NNP 3 obl
    """)
    time = dated(sentence, "meet", tense="future")
    assert time is not None
    assert time.edtf == "2022-02-11"


HOLDS = "It it PRON PRP 2 nsubj\nholds hold VERB VBZ 0 root\nthe the DET DT 4 det\nvalley valley NOUN NN 2 obj"


@pytest.mark.parametrize(
    ("tense", "edtf", "earliest", "latest"),
    [
        ("past", "../2022-02-09", None, "2022-02-09"),
        ("present", "2022-02", "2022-02-01", "2022-02-09"),
        ("future", "2022-02-09/..", "2022-02-09", None),
    ],
)
def test_where_no_word_says_when_the_tense_does(tense: str, edtf: str, earliest: str | None, latest: str | None):
    time = dated(a_sentence(HOLDS), "holds", tense=tense)
    assert time == Time(edtf=edtf, earliest=earliest, latest=latest, inferred=True)


def test_with_neither_words_nor_publication_there_is_no_time():
    assert dated(a_sentence(HOLDS), "holds", tense="past", published=None) is None


def test_what_has_happened_ends_at_publication_and_keeps_the_unit_said():
    sentence = a_sentence("They they PRON PRP 2 nsubj\nfought fight VERB VBD 0 root\nthis this DET DT 4 det\n"
                          "year year NOUN NN 2 obl:tmod")  # fmt: skip
    assert dated(sentence, "fought", tense="past") == Time(
        text="this year", edtf="2022", earliest="2022-01-01", latest="2022-02-09"
    )


@given(st.dates(min_value=date(1600, 1, 1), max_value=date(2199, 12, 31)), st.sampled_from(["%Y-%m-%d", "%Y-%m", "%Y"]))
def test_bounds_of_an_edtf_date_are_written_as_that_date_again(day: date, form: str):
    text = day.strftime(form)
    assert bounds(text).edtf == text


TIMELY = """
the last next three 29 31 February May Monday 2021 - – of in early mid-August years ago later before since until first
quarter century each week and 0 9999 1000 from between to earlier this that after around 10/02/2021 1990s 2022-02
"""


@example("5 May 99 and 31 April or 30 February 2021", "2022")
@example("29 February", "20XX")
@example("the last 99999999 years before 1000", "0001")
@given(
    st.lists(
        st.sampled_from(TIMELY.split()),
        max_size=9,
    ).map(" ".join),
    st.one_of(st.none(), st.dates().map(str), st.sampled_from(["2022", "2022-02", "", "0001", "9999-12-31", "20XX"])),
)
def test_every_time_quotes_its_words_and_its_bounds_are_in_order(text: str, published: str | None):
    sentence = tagged(text)
    for found in found_times(sentence, published):
        assert 0 <= found.first < found.last <= len(sentence.words)
        assert found.time.text.split() == " ".join(sentence.words[found.first : found.last]).split()
        if found.time.earliest and found.time.latest:
            assert found.time.earliest <= found.time.latest


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("The council set a deadline of 20 March for the talks.", "2022-03-20"),
        ("A vote was scheduled for Friday in the capital.", "2022-02-11"),
        ("The two sides extended the truce until 1 March.", "../2022-03-01"),
        ("The ferry sank on 20 March.", "2021-03-20"),
        ("The ferry sank on Friday.", "2022-02-04"),
    ],
)
def test_what_was_set_extended_or_scheduled_lies_ahead_though_its_verb_is_past(text: str, edtf: str):
    """A deadline of 20 March in a report of 9 February is next month's, not last year's."""
    (time,) = [t for s in reader().parser.parse(text) for t in found_times(s, PUBLISHED)]
    assert time.time.edtf == edtf
