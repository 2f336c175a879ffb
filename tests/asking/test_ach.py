"""Competing hypotheses: what is said laid against each, what tells them apart, and what the picture hangs on."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from tests.asking.case import Report, a_case

from sayso.asking import ach
from sayso.exporting.hypotheses import markdown
from sayso.records import AskingError, Evidence, Hypotheses
from sayso.storing import SqliteStore

WRITTEN = """
question = "Do they work together?"

[[hypothesis]]
id = "trade"
says = "They exchange weapons and training."
for = [{ between = ["KLF", "Lashkar-i-Navar"], group = "support" }]
against = [{ between = ["KLF", "Lashkar-i-Navar"], predicate = "train", said = "denied" }]

[[hypothesis]]
id = "rivals"
says = "They fight each other."
for = [{ between = ["KLF", "Lashkar-i-Navar"], sign = -1 },
       { between = ["KLF", "Lashkar-i-Navar"], predicate = "train", said = "denied" }]
against = [{ between = ["KLF", "Lashkar-i-Navar"], group = "support" }]

[[hypothesis]]
id = "strangers"
says = "They have nothing to do with each other."
for = [{ between = ["KLF", "Lashkar-i-Navar"], predicate = "linked_to", said = "denied" }]
against = [{ between = ["KLF", "Lashkar-i-Navar"], group = "support" },
           { between = ["KLF", "Lashkar-i-Navar"], sign = -1 }]
"""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    yield from a_case(tmp_path)


@pytest.fixture
def laid(store: SqliteStore, tmp_path: Path) -> Hypotheses:
    return ach(store, written(tmp_path))


def written(folder: Path, text: str = WRITTEN) -> Path:
    path = folder / "hypotheses.toml"
    path.write_text(text, encoding="utf8")
    return path


def row(laid: Hypotheses, words: str, said: str = "asserted") -> Evidence:
    [found] = [one for one in laid.evidence if words in one.proposition and one.said == said]
    return found


def test_what_is_said_is_laid_against_every_hypothesis(laid: Hypotheses) -> None:
    assert row(laid, "weapons").cells == ("for", "against", "against")
    assert row(laid, "trains", "denied").cells == ("against", "for", "")
    assert row(laid, "clashed").cells == ("", "for", "against")


def test_an_assertion_and_its_denial_are_two_rows_with_their_own_voices(laid: Hypotheses) -> None:
    assert [name for name, _ in row(laid, "trains").voices] == ["Lashkar-i-Navar (Lashkar fighter)"]
    assert [name for name, _ in row(laid, "trains", "denied").voices] == ["Kessar Liberation Front (Joran Tesk)"]
    assert row(laid, "trains").grade == row(laid, "trains", "denied").grade == "alleged-and-denied"


def test_what_speaks_for_all_alike_tells_nothing_and_comes_last(store: SqliteStore, tmp_path: Path) -> None:
    asked = '{ about = "KLF", predicate = "attack" }, { between = ["KLF", "Lashkar-i-Navar"], sign = -1 }'
    text = 'question = "?"\n' + "".join(
        f'[[hypothesis]]\nid = "{id}"\nsays = "?"\nfor = [{asked}]\nagainst = [{against}]\n'
        for id, against in (("a", ""), ("b", '{ between = ["KLF", "Lashkar-i-Navar"], predicate = "train" }')))
    told = ach(store, written(tmp_path, text)).evidence
    assert [one.diagnosticity for one in told] == [0.5, 0, 0]
    assert told[0].cells == ("", "against")
    assert {one.cells for one in told[1:]} == {("for", "for")}


def test_the_spread_of_a_row_is_that_of_its_cells(laid: Hypotheses) -> None:
    assert row(laid, "weapons").diagnosticity == pytest.approx(0.943)  # of 1, -1 and -1
    assert row(laid, "trains", "denied").diagnosticity == pytest.approx(0.816)  # of -1, 1 and 0


def test_a_voice_that_all_hangs_on_is_named(laid: Hypotheses) -> None:
    assert "Without Kessar Liberation Front nothing speaks against “trade”." in laid.changes
    assert not any("nothing speaks for “trade”" in change for change in laid.changes), "two voices speak for it"


def test_what_nobody_says_is_told_with_what_it_would_speak_for(laid: Hypotheses) -> None:
    [missing] = laid.missing
    assert (missing.hypothesis, missing.side) == ("strangers", "for")
    assert missing.what == "KLF and Lashkar-i-Navar: linked_to, denied"


def test_what_is_said_between_the_same_two_and_not_laid_is_told(store: SqliteStore, tmp_path: Path) -> None:
    talks = Report("talks.txt", "The KLF met Lashkar-i-Navar.", "Radio Dorn", "2024-08-01")
    talks.says("The KLF met Lashkar-i-Navar", "KLF", "talks", "Lashkar-i-Navar")
    store.add(talks.document, talks.reading())
    told = ach(store, written(tmp_path))
    assert [(" held talks with " in clause, grade) for clause, grade in told.not_laid] == [
        (True, "unsourced"), (False, "listed-only")]  # fmt: skip


def test_it_lies_otherwise_on_another_day(store: SqliteStore, tmp_path: Path) -> None:
    told = ach(store, written(tmp_path), as_of="2024-03")
    assert told.as_of == "2024-03"
    assert not any("weapons" in one.proposition for one in told.evidence)


def test_nothing_is_ranked_or_called_likely(laid: Hypotheses) -> None:
    assert [hypothesis.id for hypothesis in laid.hypotheses] == ["trade", "rivals", "strangers"], "as in the file"
    page = markdown(laid)
    assert "nothing is ranked" in page
    assert "likely" not in page


def test_the_page_has_the_matrix_and_every_word_of_it(laid: Hypotheses) -> None:
    page = markdown(laid)
    assert "| what is said | by whom | trade | rivals | strangers | tells |" in page
    for evidence in laid.evidence:
        assert all(line.quote in page for line in evidence.lines)


def test_a_query_may_ask_for_direction_kind_source_grade_and_what_is_only_possible(
    store: SqliteStore, tmp_path: Path
) -> None:
    queries = {
        '{ subject = "KLF", object = "Lashkar-i-Navar", predicate = "train", said = "possible" }': "trains Lashkar",
        '{ about = "KLF", by = "Halden Institute" }': "weapons",
        '{ between = ["KLF", ["Lashkar-i-Navar", "Varkeshi army"]], grade = "single-source" }': "weapons",
    }
    for query, found in queries.items():
        text = f'question = "?"\n[[hypothesis]]\nid = "a"\nsays = "?"\nfor = [{query}]\n'
        text += '[[hypothesis]]\nid = "b"\nsays = "?"\n'
        told = ach(store, written(tmp_path, text)).evidence
        assert any(found in one.proposition for one in told), query


@pytest.mark.parametrize(
    ("was", "becomes", "told"),
    [
        ('predicate = "linked_to"', 'predicate = "linkd_to"', "'strangers', `for` 1.*no predicate 'linkd_to'"),
        ('group = "support"', 'group = "suport"', "no group 'suport'"),
        ('said = "denied"', 'said = "refuted"', "refuted"),
        ('sign = -1', 'sign = 2', "`sign` is 1, -1 or 0"),
        ('between = ["KLF", "Lashkar-i-Navar"], sign', 'sign', "every finding of the case"),
        ('"Lashkar-i-Navar"], group', '"Lashkar-i-Nevar"], group', "`for` 1: .*Did you mean Lashkar"),
        ('id = "rivals"', 'id = "trade"', "an `id` of its own"),
        ('says = "They fight each other."', 'say = "They fight each other."', "say"),
        ('question = ', 'question ', "no hypotheses"),
        ('predicate = "train", said', 'predicate = "train", kind = "loud", said', "no kind 'loud'"),
    ],
)  # fmt: skip
def test_a_file_that_is_not_as_it_should_be_is_told_where(
    store: SqliteStore, tmp_path: Path, was: str, becomes: str, told: str
) -> None:
    assert was in WRITTEN
    with pytest.raises(AskingError, match=told):
        ach(store, written(tmp_path, WRITTEN.replace(was, becomes)))


def test_a_file_that_is_not_there_says_how_to_get_one(store: SqliteStore, tmp_path: Path) -> None:
    with pytest.raises(AskingError, match="sayso ach --example"):
        ach(store, tmp_path / "none.toml")


def test_private_people_are_masked_in_it(store: SqliteStore, tmp_path: Path) -> None:
    text = 'question = "Who killed Mira Talven?"\n[[hypothesis]]\nid = "a"\nsays = "?"\n'
    text += 'for = [{ about = "Mira Talven", predicate = "dies" }]\n[[hypothesis]]\nid = "b"\nsays = "?"\n'
    told = ach(store, written(tmp_path, text))
    assert told.evidence
    assert "Talven" not in markdown(told)


def test_the_shipped_example_is_a_file_that_can_be_read() -> None:
    told = tomllib.loads((files("sayso") / "demo" / "hypotheses.toml").read_text("utf8"))
    assert len(told["hypothesis"]) >= 3
