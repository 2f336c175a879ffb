"""Who is who in a case: names with their users, kin, renamings, lists, and judgements that can be taken back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.asking.case import Report, a_case

from sayso.asking import actors, findings, judge, judgements, rename
from sayso.records import Actor, AskingError, Kinship
from sayso.running import take_list
from sayso.storing import SqliteStore

LISTS = Path(__file__).parents[1] / "gathering" / "namelists"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    yield from a_case(tmp_path)


def the(store: SqliteStore, called: str, **when: str) -> Actor:
    [actor] = actors(store, called=called, **when)  # type: ignore[arg-type]
    return actor


def test_a_name_says_who_uses_it_from_when_to_when_and_in_which_script(store: SqliteStore) -> None:
    names = {name.form.form: name for name in the(store, "Lashkar-i-Navar").names}
    used = names["Lashkar-i-Navar"]
    assert (used.users, used.first, used.last, used.script) == (
        ("Northern Wire", "Sentinel"), "2024-03-12", "2024-03-12", "Latin")  # fmt: skip
    assert names["Lashkar-e-Navar"].users == ("Halden Institute",)


def test_a_renaming_gives_a_name_from_a_day_on_and_can_be_taken_back(store: SqliteStore) -> None:
    before = actors(store)
    [made] = rename(store, "KLF", "Kessar National Front", since="2024-05", reason="Its congress said so.", by="Ana")
    assert the(store, "KLF").name == "Kessar National Front"
    assert the(store, "KLF").id == next(actor.id for actor in before if "Kessar" in actor.name)
    assert the(store, "KLF", as_of="2024-04").name == "Kessar Liberation Front"
    assert [judgement.happened for judgement in judgements(store)] == ["2024-05"]
    store.undo(made.number or 0, reason="It took it back.", by="Ana")
    assert actors(store) == before


def test_who_is_renamed_to_a_name_somebody_bears_is_joined_to_them(store: SqliteStore) -> None:
    rename(store, "KLF", "Lashkar-i-Navar", reason="They are one now.", by="Ana")
    assert the(store, "Kessar Liberation Front").name == "Lashkar-i-Navar"
    with pytest.raises(AskingError, match="last spring"):
        rename(store, "KLF", "Navar", since="last spring", reason="A guess.", by="Ana")


def test_an_actor_is_told_apart_from_whom_one_report_means(store: SqliteStore) -> None:
    made = judge(store, "Lashkar-i-Navar", "undated.txt", "different", reason="Another valley.", by="Ana")
    parted = [actor for actor in actors(store) if "Navar" in actor.name]
    assert sorted(sorted({document for name in actor.names for document in name.documents}) for actor in parted) == [
        ["study.txt", "wire.txt"], ["undated.txt"]]  # fmt: skip
    for judgement in reversed(made):
        store.undo(judgement.number or 0, reason="One valley.", by="Ana")
    assert len([actor for actor in actors(store) if "Navar" in actor.name]) == 1


def test_parts_mergers_and_splits_are_kin_with_their_time_and_denials(store: SqliteStore) -> None:
    report = Report("kin.txt", (
        "The Lashkar-i-Navar is a branch of the KLF. It is no branch of ours, Joran Tesk said. In 2019 the KLF broke "
        "away from Lashkar-i-Navar. They may merge."
    ), "Sentinel", "2024-08-01")  # fmt: skip
    report.says("Lashkar-i-Navar is a branch of the KLF", "Lashkar-i-Navar", "part_of", "KLF", level="branch")
    report.says("It is no branch of ours", "Lashkar-i-Navar", "part_of", "KLF", by="Joran Tesk", level="branch",
                stance="denied", certainty="CT-")  # fmt: skip
    report.says("In 2019 the KLF broke away from Lashkar-i-Navar", "KLF", "split_from", "Lashkar-i-Navar",
                level="splinter", day="2019")  # fmt: skip
    report.says("They may merge", "KLF", "merge_into", "Lashkar-i-Navar", certainty="PS+")
    store.add(report.document, report.reading())
    branch, denial, split, _ = (claim.id for claim in report.claims)
    kin = {(one.role, one.kind): one for one in the(store, "Lashkar-i-Navar").kin}
    assert set(kin) == {("part of", "branch"), ("gave rise to", "splinter")}
    assert (kin["part of", "branch"].told, kin["part of", "branch"].denied) == ((branch,), (denial,))
    assert (kin["gave rise to", "splinter"].told, _year(kin["gave rise to", "splinter"])) == ((split,), "2019")
    assert {one.role for one in the(store, "KLF").kin} == {"has part", "split from"}


def _year(kin: Kinship) -> str | None:
    return kin.time.edtf if kin.time else None


def test_a_list_gives_names_with_where_they_come_from_and_adds_nobody(store: SqliteStore) -> None:
    before = actors(store)
    for name in ("analyst.csv", "consolidated.xml", "entities.jsonl"):
        take_list(store, LISTS / name)
    after = actors(store)
    assert len(after) == len(before)
    names = {name.form.form: name for name in the(store, "KLF").names}
    assert names["Kessar Youth League"].documents == ("analyst.csv",)
    assert names["Kessar Youth League"].form.kind == "former_name"
    assert [name.users for name in the(store, "Lashkar-i-Navar").names if name.form.form == "Navar Column"] == [
        ("xx_invented_list",)]  # fmt: skip
    assert [finding.grade for finding in findings(store)] == [finding.grade for finding in findings(store)]


def test_a_person_on_a_list_is_proposed_and_never_joined_by_rule(store: SqliteStore) -> None:
    take_list(store, LISTS / "consolidated.xml")
    tesk = the(store, "Joran Tesk")
    assert all("consolidated.xml" not in name.documents for name in tesk.names)
    [proposed] = [join for join in tesk.joins if "on a list" in join.reason]
    assert proposed.judgement == "unsure"
    judge(store, proposed.left, proposed.right, "same", reason="Same birthday.", by="Ana")
    assert any("consolidated.xml" in name.documents for name in the(store, "Joran Tesk").names)


def test_a_list_taken_twice_is_one_and_was_known_from_its_day(store: SqliteStore) -> None:
    take_list(store, LISTS / "consolidated.xml")
    digest = store.digest()
    take_list(store, LISTS / "consolidated.xml")
    assert store.digest() == digest
    forms = {name.form.form for name in the(store, "Lashkar-i-Navar", as_of="2024-06").names}
    assert "Army of Navar" in forms
    assert "Army of Navar" not in {name.form.form for name in the(store, "Lashkar-i-Navar", as_of="2024-04").names}


def test_json_shows_names_users_reasons_and_kin(store: SqliteStore) -> None:
    from io import StringIO

    from sayso.exporting import exporter

    out = StringIO()
    exporter("json")(actors(store, called="Lashkar-i-Navar"), out)
    [actor] = json.loads(out.getvalue())
    assert {"names", "joins", "kin", "members"} <= set(actor)
    assert {"form", "documents", "users", "first", "last", "script", "languages"} <= set(actor["names"][0])
    assert actor["joins"][0]["reason"].startswith("“Lashkar")
