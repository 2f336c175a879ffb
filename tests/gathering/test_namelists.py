"""Lists of names: every name quotes its own words, keeps its kind and user, and what does not fit is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.gathering import read_list
from sayso.records import GatheringError, LocalActor

LISTS = Path(__file__).parent / "namelists"


def listed(name: str) -> dict[str, LocalActor]:
    _, reading = read_list(LISTS / name)
    return {actor.name: actor for actor in reading.actors}


def kinds(actor: LocalActor) -> dict[str, str]:
    return {name.form: name.kind for name in actor.names}


@pytest.mark.parametrize("name", ["analyst.csv", "consolidated.xml", "entities.jsonl"])
def test_every_name_of_a_list_quotes_its_own_words_and_nothing_is_claimed(name: str) -> None:
    document, reading = read_list(LISTS / name)
    assert all(document.text[form.start : form.end] == form.form for actor in reading.actors for form in actor.names)
    assert (document.lists_names, reading.claims) == (True, ())


def test_an_analysts_table_says_what_kind_of_name_each_is_and_who_uses_it() -> None:
    actors = listed("analyst.csv")
    assert kinds(actors["Kessar Liberation Front"]) == {
        "Kessar Liberation Front": "full", "Front of Kessar": "full", "Kessar Front": "full", "KLF": "abbreviation",
        "Kessar Youth League": "former_name", "The Boys": "shared_alias",
    }  # fmt: skip
    assert [name.used_by for name in actors["Fitna of the Hills"].names] == ["Varkeshi government"]
    assert (actors["Joran Tesk"].kind, actors["Joran Tesk"].side) == ("PER", "Kessar Liberation Front")


def test_two_of_one_name_are_two_entries() -> None:
    assert {name for name in listed("analyst.csv") if name.startswith("Joran Tesk")} == {"Joran Tesk", "Joran Tesk (4)"}


def test_the_uns_list_gives_parts_of_names_other_scripts_and_the_quality_of_aliases() -> None:
    document, reading = read_list(LISTS / "consolidated.xml")
    assert (document.publisher, document.published) == ("United Nations Security Council", "2024-05-02")
    person, group = reading.actors
    assert kinds(person) == {"Joran Aldo Tesk": "full", "Йоран Тескъ": "full", "Joran Tesk": "full",
                             "Commander Zero": "shared_alias"}  # fmt: skip
    assert kinds(group)["Navar Coast Guard League"] == "former_name"
    assert ["VKi.002" in trouble.why for trouble in reading.troubles] == [True]


def test_entities_of_follow_the_money_come_with_their_data_set_and_addresses_are_nobody() -> None:
    _, reading = read_list(LISTS / "entities.jsonl")
    assert [actor.name for actor in reading.actors] == ["Lashkar-e-Navar", "Mira Talven"]
    assert {name.used_by for name in reading.actors[0].names} == {"xx_invented_list"}
    assert [trouble.why[:25] for trouble in reading.troubles] == ["Line 3 is no entity: Expe"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"actor,kind\nKLF,group\n", "a column `name`"), (b"<rss/>", "<rss>, not the UN's"),
        (b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>", "cannot be read"), (b"<a><b></a>", "cannot be read"),
        (b'{"id": ""}', "no names were found"), (b"name\n\xff\n", "not UTF-8"), (b"", "a column `name`"),
    ],
)  # fmt: skip
def test_what_is_no_list_says_what_a_list_is(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "list"
    path.write_bytes(content)
    with pytest.raises(GatheringError, match=says):
        read_list(path)
    with pytest.raises(GatheringError, match="cannot be opened"):
        read_list(tmp_path / "none")
