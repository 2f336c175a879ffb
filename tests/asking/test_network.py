"""The network of sides as questions: what is said both ways, what does not fit, what hangs on one voice."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.asking.case import Report, a_case

from sayso.asking import network
from sayso.codebook.predicates import load
from sayso.records import AskingError, Question
from sayso.storing import SqliteStore, open_case

FRONT = "Kessar Liberation Front"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    yield from a_case(tmp_path)


@contextmanager
def saying(folder: Path, *told: tuple[str, str, str, str]) -> Iterator[SqliteStore]:
    """A case in which sources, each in a report of its own, say that one side does something to another."""
    with open_case(folder / "said.sayso", create=True) as store:
        for number, (by, subject, predicate, object) in enumerate(told):
            quote = f"{subject} does {predicate} to {object} in the words of {by or number}"
            report = Report(f"{number}.txt", f"{quote}.", f"Paper {number}", "2024-03-01")
            report.says(quote, subject, predicate, object, by=by or None, kind="organisation", day="2024-03-01",
                        level="alliance" if predicate == "cooperates_with" else None)  # fmt: skip
            store.add(report.document, report.reading())
        yield store


def of_kind(found: list[Question], kind: str) -> list[Question]:
    return [question for question in found if question.kind == kind]


def test_a_pair_said_to_help_and_to_fight_stands_with_both(store: SqliteStore) -> None:
    [pair] = of_kind(network(store), "both-signs")
    assert set(pair.actors) == {FRONT, "Lashkar-i-Navar"}
    assert {tie.sign for tie in pair.ties} == {1, -1}
    assert all(tie.lines for tie in pair.ties), "each with its words"
    trained = next(tie for tie in pair.ties if "trains" in tie.proposition)
    assert (trained.voices, trained.denied) == (1, 1), "a denial stands beside the tie and takes nothing away"


def test_what_is_only_possible_ties_nobody(store: SqliteStore) -> None:
    ties = [tie.proposition for question in network(store) for tie in question.ties]
    assert not any("trains Lashkar" in tie for tie in ties)


def test_persons_are_no_part_of_the_network(store: SqliteStore) -> None:
    assert "Talven" not in repr(network(store, unmasked=None))
    with pytest.raises(AskingError, match="no part of the network"):
        network(store, about="Mira Talven")


def test_what_somebody_in_office_does_his_side_does(tmp_path: Path) -> None:
    with saying(tmp_path, ("", "Joran Tesk", "accuse", "Ondaria"), ("", "Ondaria", "supply_weapons", "KLF")) as store:
        report = Report("post.txt", "Joran Tesk speaks for the KLF.", "Radio Dorn", "2024-03-01")
        report.says("Joran Tesk speaks for the KLF", "Joran Tesk", "holds_role", "KLF", level="spokesman")
        store.add(report.document, report.reading())
        [pair] = of_kind(network(store), "both-signs")
        assert set(pair.actors) == {FRONT, "Ondaria"}


TRIAD = (
    ("Halden Institute", "Ondaria", "supply_weapons", "KLF"),
    ("Halden Institute", "Ondaria", "fund", "Navar League"),
    ("", "KLF", "attack", "Navar League"),
)


def test_two_helped_by_a_third_who_fight_each_other_are_asked_about(tmp_path: Path) -> None:
    with saying(tmp_path, *TRIAD) as store:
        [triad] = of_kind(network(store), "strained")
        assert (triad.actors[0], set(triad.actors[1:])) == ("Ondaria", {FRONT, "Navar League"})
        assert triad.holds == ("every voice counts",), "the fight is told by a report alone"
        assert {tie.sign for tie in triad.ties} == {1, -1}


def test_three_who_are_for_each_other_or_all_against_are_no_question(tmp_path: Path) -> None:
    with saying(tmp_path, *TRIAD[:2], ("", "KLF", "train", "Navar League")) as store:
        assert of_kind(network(store), "strained") == []


def test_a_path_shows_each_hop_with_its_words_and_its_weakest(tmp_path: Path) -> None:
    with saying(
        tmp_path, ("Halden Institute", "Ondaria", "fund", "Navar League"), ("", "Ondaria", "fund", "Navar League"),
        ("", "Navar League", "train", "KLF"),
    ) as store:
        [path] = of_kind(network(store, between=("Ondaria", "KLF")), "path")
        assert path.actors == ("Ondaria", "Navar League", FRONT)
        assert path.why.startswith("the weakest hop, ")
        assert path.why.endswith("rests on one voice")
        assert FRONT in path.why
        assert [line.quote for tie in path.ties for line in tie.lines]
        assert of_kind(network(store, between=("Ondaria", "Navar League")), "path") == [], "a tie of its own is no path"
    with pytest.raises(AskingError, match="--between A B"):
        network(store, kind="path")


def test_sides_over_whom_alone_others_are_tied_are_asked_about(tmp_path: Path) -> None:
    with saying(
        tmp_path, ("", "KLF", "train", "Navar League"), ("", "KLF", "fund", "Ashkel Guard"),
        ("", "Navar League", "fund", "Ashkel Guard"), ("", "KLF", "train", "Brenna Guard"),
        ("", "KLF", "fund", "Ondaria"), ("", "Brenna Guard", "fund", "Ondaria"),
    ) as store:
        assert {question.actors[0] for question in of_kind(network(store), "only-link")} == {FRONT}


def test_a_group_that_hangs_on_one_voice_is_not_steady(tmp_path: Path) -> None:
    ring = [("KLF", "Navar League"), ("Navar League", "Ashkel Guard"), ("KLF", "Ashkel Guard")]
    told = [("", one, "train", other) for one, other in ring[:2]]
    many = [(by, one, predicate, other) for predicate in ("train", "fund", "share_intelligence", "supply_weapons")
            for by in ("Halden Institute", "Varkeshi army", "", "Lashkar-i-Navar", "Ondaria")
            for one, other in ring]  # fmt: skip
    (tmp_path / "few").mkdir()
    (tmp_path / "many").mkdir()
    with saying(tmp_path / "few", *told) as store:
        [group] = of_kind(network(store), "community")
        assert "Which voices does it hang on?" in group.question
    with saying(tmp_path / "many", *many) as store:
        group = next(question for question in of_kind(network(store), "community") if FRONT in question.actors)
        assert "What do they share" in group.question


def test_the_same_case_gives_the_same_questions(store: SqliteStore) -> None:
    assert network(store) == network(store)


def test_questions_may_be_of_one_kind_or_one_actor_or_as_of_a_day(store: SqliteStore) -> None:
    assert {question.kind for question in network(store, kind="both-signs")} == {"both-signs"}
    assert network(store, about="Halden Institute") == []
    assert network(store, kind="both-signs", as_of="2024-03") == [], "the clash came out later"
    with pytest.raises(AskingError, match="both-signs, strained, path"):
        network(store, kind="centrality")


def test_every_sign_of_the_codebook_can_be_read() -> None:
    for predicate in load():
        for kind in (None, *predicate.kinds, *predicate.phases):
            assert predicate.signed(kind) in (1, 0, -1, None)
        if isinstance(predicate.sign, str):
            assert {predicate.signed(kind) for kind in (*predicate.kinds, *predicate.phases)} - {None}, predicate.id
    assert load()["agree"].signed("broken") == -1
    assert load()["agree"].signed(None) is None
