"""Where sentences begin and end in the writing of reports."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sayso.reading.syntax import sentence_spans, split
from sayso.reading.syntax.sentences import LONGEST
from sayso.reading.syntax.tokens import CHUNK

# Text as reports are made of: words, marks and line breaks that matter, and anything else now and then.
PIECES = st.sampled_from(
    ["Gen. ", "U.S. ", "said. ", "“Go!” ", "he ", "The ", "\n", "\n\n", " ", "• ", "1. ", "…", "[3] ", ".", '"', "?! ",
     "a.m. ", "No. 5 ", "al-Ani ", "فوج۔ ", "\u00a0", "\u200b", "e\u0301", "don't ", "cannot ", "https://a.example/x. "]
)  # fmt: skip
REPORTS = st.lists(st.one_of(PIECES, st.text(max_size=5)), max_size=40).map("".join)


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    "parts",
    [
        ["Gen. Tarek Sabri met Lt. Col. Aina Doss on Monday.", "They said nothing."],
        ["Sen. J. R. Malik of the U.S. Senate left.", "He returned at 5 p.m. on Friday."],
        ["The convoy reached the U.S.", "It left at once."],
        ["It was sold to Harrow Arms Ltd. in 2019.", "No. 5 Brigade took it."],
        ["Did they deny it?", "No.", "They said nothing at all."],
        ["The toll rose to 3.5 per cent, i.e. 41 people, in Jan. 2024 alone.", "Nobody claimed it."],
        ["“We did not do it.”", "The group said so twice."],
        ['"We did not do it."', 'The "army" of Kessar (or what was left of it.)', "Then silence."],
        ["He called it “a lie.”", "“We were in Tal Abyad,” he said."],
        ["“Who fired first?” the colonel asked.", "Nobody answered."],
        ["“Who fired first?” Colonel Sabri asked on Monday.", "Nobody answered."],
        ["Officials saw fighters near the river.", "al-Ani denied it."],
        ["Its envoy refused to speak to us ...", "The minister did not."],
        ["The report cites three witnesses.[12]", "Two were guards. [3]", "One fled."],
        ["See https://wire.example/a.b?c=d. for the text, or write to desk@wire.example."],
        ["PORT SELIM, March 3 (Northern Wire) — Gunmen killed two guards on Sunday, the governor said."],
        ["REBELS DENY RAID ON NO. 3 DEPOT, GEN. SABRI SAYS.", "ARMY SILENT."],
        ["Brig. Gen. (retd.) Doss and Lt.-Col. Sabri met approx. 40 men (and Doss left.)", "No one spoke."],
        ["Capt. A. Doss, Jr. and Maj. Iqbal et al. were tried in St. Amand."],
        ["حملہ آور فرار ہو گئے۔", "فوج نے تردید کی۔"],
        ["The group left the town", "• It kept the road", "• It sold the mill"],
        ["Plan B. was never named.", "He preferred plan B.", "The others did not."],
    ],
)
def test_a_sentence_ends_where_its_last_mark_stands(parts):
    assert sentences(" ".join(parts)) == parts


def test_sentences_without_a_space_between_them_are_parted_but_addresses_are_not():
    assert sentences("They denied it.The army did not.") == ["They denied it.", "The army did not."]
    assert sentences("Its page Wire.example.Org is down.") == ["Its page Wire.example.Org is down."]


def test_headline_byline_and_stamp_stand_alone_without_a_full_stop():
    lines = [
        "Rebels Deny Raid on Northern Depot",
        "By Lena Okafor",
        "Published March 3, 2024 - Updated about 5 hours ago",
        "The Free Valley Front on Sunday denied a raid on the army's depot at Tal Abyad, calling it a “lie.”",
        "It gave no details.",
    ]
    assert sentences("\n\n".join(lines[:4]) + " " + lines[4]) == lines
    assert sentences("\n".join(lines)) == lines


def test_a_wrapped_paragraph_is_one_stretch_and_its_short_title_is_not_in_it():
    text = (
        "A quiet border\n"
        "The two groups have shared a road since 2019, say people who live along it, and\n"
        "neither has fired on the other. Traders pay the Front in the morning and the\n"
        "Army of the North in the evening."
    )
    assert sentences(text) == [
        "A quiet border",
        text[15 : text.index(" Traders")],
        text[text.index("Traders") :],
    ]


def test_a_wire_in_capitals_wraps_where_it_likes():
    text = "PORT SELIM, 4 FEB (NW) -- THE ARMY\nDENIED TODAY THAT GUERRILLAS\nATTACKED THE FARM.  IT BLAMED THE FRONT."
    assert [" ".join(sentence.split()) for sentence in sentences(text)] == [
        "PORT SELIM, 4 FEB (NW) -- THE ARMY DENIED TODAY THAT GUERRILLAS ATTACKED THE FARM.",
        "IT BLAMED THE FRONT.",
    ]


def test_names_initials_and_dashes_at_the_start_of_a_wrapped_line_begin_nothing():
    text = (
        "The governor met Prime Minister Hana Okafor, Interior Minister Sami Doss, Army Chief\n"
        "General Tarek Sabri and, for the first time since the talks broke down, the envoy J.\n"
        "F. Malik, who spoke for both groups that hold the road to the north of the country\n"
        "– the Front and the League – and asked for water."
    )
    assert sentences(text) == [text]


def test_windows_line_ends_and_the_separators_of_unicode_part_lines_too():
    assert sentences("Toll rises\r\n\r\nTwo died.\u2029Three fled.") == ["Toll rises", "Two died.", "Three fled."]


def test_items_of_a_list_stand_alone():
    text = "The envoy asked for:\n- a truce of ten days\n- two hostages\n(3) the road\n4. water"
    assert sentences(text) == [
        "The envoy asked for:", "- a truce of ten days", "- two hostages", "(3) the road", "4. water",
    ]  # fmt: skip


def test_only_the_parts_asked_for_are_read_and_no_sentence_crosses_their_edge():
    text = "Menu Home\nThe army left. The Front\ncame. Tags: war"
    body = (10, 35)
    assert [text[a:b] for a, b in sentence_spans(text, spans=[body])] == ["The army left.", "The Front\n"[:-1]]
    assert [text[a:b] for a, b in sentence_spans(text, spans=[(0, 4), (5, 9)])] == ["Menu", "Home"]
    assert sentence_spans(text, spans=[]) == []


def test_a_list_of_names_without_end_is_cut_into_lengths_a_model_can_read():
    names = ", ".join(f"Name{i}" for i in range(1000)) + "."
    parts = split(names)
    assert max(map(len, parts)) <= LONGEST
    assert [w for part in parts for w in part.words][:4] == ["Name0", ",", "Name1", ","]
    assert sum(map(len, parts)) == 2000
    assert all(part.words[-1] == "," for part in parts[:-1])


@settings(deadline=None)  # a busy machine is no fault of the text
@given(REPORTS)
@example("\x00")
@example("\u200b.\u200b")
@example(". . .")
@example("a.\r\n\x85b")
def test_every_character_that_is_not_blank_is_in_one_sentence_and_every_word_quotes_itself(text):
    spans = sentence_spans(text)
    assert all(0 <= a < b <= len(text) for a, b in spans)
    assert all(b <= c for (_, b), (c, _) in pairwise(spans))
    inside = {i for a, b in spans for i in range(a, b)}
    assert {i for m in CHUNK.finditer(text) for i in range(*m.span())} <= inside
    found = split(text)
    assert all(text[a:b] == w and w for t in found for w, a, b in zip(t.words, t.starts, t.ends, strict=True))
    covered = [i for t in found for a, b in zip(t.starts, t.ends, strict=True) for i in range(a, b)]
    assert covered == sorted(set(covered)), "words stand in order and never overlap"
    assert covered == [i for m in CHUNK.finditer(text) for i in range(*m.span())], "nothing but blanks is left out"


@settings(deadline=None)  # a busy machine is no fault of the text
@given(REPORTS, st.integers(0, 60), st.integers(0, 60))
@example("Gen. Sabri. al-Ani", 0, 13)
@example("No..The", 3, 7)
def test_asking_for_a_part_is_the_same_as_cutting_it_out(text, a, b):
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    alone = [(s + start, e + start) for s, e in sentence_spans(text[start:end])]
    assert sentence_spans(text, spans=[(start, end)]) == alone
