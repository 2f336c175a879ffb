"""The dossier on two actors: every tie with its words, who denies it, what clashes, and nobody harmed by it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.asking.case import Report, a_case

from sayso.asking import Unmasking, dossier, judge
from sayso.asking.protection import protection
from sayso.exporting.dossier import FORMATS, render
from sayso.records import Actor, ActorKind, ActorName, Dossier, ExportingError, NameForm
from sayso.storing import SqliteStore


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    yield from a_case(tmp_path)


@pytest.fixture
def answer(store: SqliteStore) -> Dossier:
    return dossier(store, "KLF", "Lashkar-i-Navar")


def test_every_kind_of_tie_is_there_in_both_directions(answer: Dossier) -> None:
    told = {(section.group, entry.finding.predicate, entry.finding.subject.name)
            for section in answer.sections for entry in section.entries}  # fmt: skip
    assert {(group, predicate) for group, predicate, _ in told} == {
        ("support", "train"), ("support", "supply_weapons"), ("support", "support"), ("violence", "clash")}  # fmt: skip
    assert len(told) == 5, "training is told in both directions, and comes to support with the weapons"
    assert answer.sections[0].group == "support", "what ties the two comes before what they do"


def test_every_line_quotes_its_report(store: SqliteStore, answer: Dossier) -> None:
    lines = [line for section in answer.sections for entry in section.entries for voice in entry.voices
             for line in voice.lines]  # fmt: skip
    for line in lines:
        assert store.document(line.document).text[line.start : line.end] == line.quote
    assert {line.publisher for line in lines} == {"Northern Wire", "Halden Institute", "Sentinel"}


def test_denials_stand_with_who_makes_them(answer: Dossier) -> None:
    [denied] = answer.denied
    assert denied.finding.grade == "alleged-and-denied"
    assert [voice.root.name for voice in denied.voices if voice.root.stance == "against"] == [
        "Kessar Liberation Front (Joran Tesk)"]  # fmt: skip


def test_figures_that_cannot_both_hold_are_shown_with_their_tellers(answer: Dossier) -> None:
    [clash] = answer.clashes
    assert set(clash.figures) == {("9 soldiers", "Varkeshi army"), ("14 soldiers", "two doctors")}


def test_the_years_show_what_changed(answer: Dossier) -> None:
    years = {(year.year, year.basis): year for year in answer.years}
    assert "clashed" in years["2019", "happened"].asserted[0]
    assert years["2024", "said"].denied


def test_since_is_no_more_precise_than_what_is_told(answer: Dossier) -> None:
    since = {entry.finding.predicate: entry.since for section in answer.sections for entry in section.entries}
    assert since == {"support": "2023", "supply_weapons": "2023", "clash": "2019-10-01", "train": None}


def test_the_day_of_a_report_is_not_when_something_began(store: SqliteStore) -> None:
    brief = Report("brief.txt", "Lashkar-i-Navar arms the KLF.", "Sentinel", "2022-01-09")
    brief.says("Lashkar-i-Navar arms the KLF", "Lashkar-i-Navar", "supply_weapons", "KLF", day="2022-01", told=False)
    store.add(brief.document, brief.reading())
    [entry] = [entry for section in dossier(store, "KLF", "Lashkar-i-Navar").sections for entry in section.entries
               if entry.finding.predicate == "supply_weapons"]  # fmt: skip
    assert entry.since == "2023"
    assert {line.happened for voice in entry.voices for line in voice.lines} == {"2023", None}


def test_what_is_said_of_each_alone_is_kept_short(answer: Dossier) -> None:
    [front, navar] = answer.asides
    assert any("attacked" in entry.proposition for entry in front.entries)
    assert all(entry.finding.grade != "listed-only" for entry in navar.entries)
    assert not any(entry.finding.predicate == "has_alias" for aside in answer.asides for entry in aside.entries)


def test_one_name_gives_everything_said_of_it(store: SqliteStore) -> None:
    alone = dossier(store, "Kessar Liberation Front")
    assert alone.other is None
    assert {section.group for section in alone.sections} >= {"support", "violence", "ties"}


def test_why_two_were_told_apart_is_no_reason_why_names_are_one(store: SqliteStore) -> None:
    judge(store, "KLF", "Lashkar-i-Navar", "different", reason="They fight each other.", by="Ana")
    parted = dossier(store, "KLF", "Lashkar-i-Navar")
    assert parted.other is not None
    assert "They fight each other." not in (*parted.about.joined_because, *parted.other.joined_because)


def test_two_that_no_report_ties_are_answered_so(store: SqliteStore) -> None:
    assert "No report of this case" in dossier(store, "Halden Institute", "Varkeshi army").summary


def test_people_without_a_public_role_are_masked_and_nothing_moves(store: SqliteStore) -> None:
    shown = dossier(store, "Mira Talven", unmasked=Unmasking(by="Ana", reason="Her kin asked."))
    hidden = dossier(store, "Mira Talven")
    for name in ("Mira", "Talven", "Pavel"):
        assert name in render(shown, "md")
        for format in FORMATS:
            assert name not in render(hidden, format)
    [before], [after] = ([line for section in one.sections for entry in section.entries for voice in entry.voices
                          for line in voice.lines] for one in (shown, hidden))  # fmt: skip
    assert len(before.quote) == len(after.quote)
    assert after.quote == "▮▮▮▮ ▮▮▮▮▮▮ was killed"
    assert (before.start, before.end) == (after.start, after.end)


def test_people_before_the_public_are_named(answer: Dossier) -> None:
    assert "Joran Tesk" in render(answer, "md")


def test_a_private_person_accused_of_a_crime_is_not_named(store: SqliteStore) -> None:
    page = render(dossier(store, "Lashkar-i-Navar"), "md")
    assert "Talven" not in page


def an_actor(name: str, kind: ActorKind) -> Actor:
    names = (ActorName(form=NameForm(form=name), documents=("one.txt",)),)
    return Actor(id=name, name=name, kind=kind, names=names, members=(name,))


WRITTEN = ("Mira Talven", "Talven", "Mira", "MIRA TALVEN", "Mira\nTalven", "was killed", "in", "‘")


@given(st.lists(st.sampled_from(WRITTEN), max_size=8).map(" ".join))
def test_however_a_private_name_is_written_it_is_hidden_and_nothing_moves(told: str) -> None:
    shade = protection([an_actor("Mira Talven", "PER"), an_actor("Talven Brigade", "AG")], [])
    hidden = shade.hide(told)
    assert len(hidden) == len(told)
    assert not {"Mira", "MIRA"} & set(hidden.split())
    assert hidden.count("was killed") == told.count("was killed")


def test_a_name_misread_as_a_person_hides_no_group() -> None:
    shade = protection([an_actor("Lashkar", "PER"), an_actor("Ana Korr", "PER"), an_actor("Lashkar-i-Navar", "AG")], [])
    assert shade.hide("Korr-led men of Lashkar-i-Navar") == "▮▮▮▮-led men of Lashkar-i-Navar"


def test_json_keeps_everything_and_findings_look_as_everywhere(answer: Dossier) -> None:
    plain = json.loads(render(answer, "json"))
    finding = plain["sections"][0]["entries"][0]["finding"]
    assert {"for", "against", "listed", "roots", "fragility", "slots", "sentence"} <= set(finding)
    assert {"class", "stance", "claims", "merged_because"} <= set(finding["roots"][0])
    assert plain["about"]["name"] == "Kessar Liberation Front"


def test_a_format_nobody_writes_names_those_there_are(answer: Dossier) -> None:
    with pytest.raises(ExportingError, match="md, json, html"):
        render(answer, "xls")


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.outside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.outside += [value or "" for name, value in attrs if name in ("src", "href") or name.startswith("on")]


def test_the_page_stands_alone_and_what_a_report_says_stays_words(tmp_path: Path, store: SqliteStore) -> None:
    text = "<script>alert(1)</script> KLF trains <img src=x onerror=y> Lashkar-i-Navar"
    trap = Report("trap.txt", text, "<b>P", None)
    trap.says(trap.document.text, "KLF", "train", "Lashkar-i-Navar", by="<i>Nobody")
    store.add(trap.document, trap.reading())
    page = render(dossier(store, "KLF", "Lashkar-i-Navar"), "html")
    tags = Tags()
    tags.feed(page)
    assert not tags.seen & {"script", "img", "i", "iframe", "object", "link"}
    assert not tags.outside
    assert "&lt;script&gt;" in page
    assert "\\<script\\>" in render(dossier(store, "KLF", "Lashkar-i-Navar"), "md")
