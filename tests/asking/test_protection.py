"""Do no harm: nobody without a public role is named in what a case answers, unless somebody decides so on record."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.asking.case import Report, a_case
from tests.support.makers import a_claim, a_document

import sayso
from sayso import asking
from sayso.asking.protection import Protection, Unmasking, load_protection, protection
from sayso.codebook.predicates import load
from sayso.records import (
    Actor,
    ActorKind,
    ActorName,
    AskingError,
    Claim,
    Document,
    Finding,
    Mention,
    NameForm,
    Party,
    Place,
    Time,
)
from sayso.storing import SqliteStore


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    yield from a_case(tmp_path)


def an_actor(name: str, kind: ActorKind = "PER", *, public: bool | None = None) -> Actor:
    names = (ActorName(form=NameForm(form=name), documents=("one.txt",)),)
    return Actor(id=name, name=name, kind=kind, names=names, members=(name,), public_role=public)


def over(*texts: str, actors: tuple[Actor, ...] = (), claims: tuple[Claim, ...] = (),
         unmasked: Unmasking | None = None) -> Protection:  # fmt: skip
    documents = [a_document(text, name=f"{number}.txt") for number, text in enumerate(texts)]
    return protection(actors, claims, documents, codebook=load(), today=date(2024, 6, 1), unmasked=unmasked)


# ---------------------------------------------------------------- every way out

# How each question is asked in Python; a new one fails the test below until it stands here.
ASKED = {
    "claims": {}, "findings": {}, "actors": {}, "documents": {}, "troubles": {}, "dossier": {"a": "Lashkar-i-Navar"},
    "ach": {}, "contradictions": {}, "events": {}, "explain": {}, "judge": {}, "network": {},
    "news": {"since": "2019"}, "sources": {}, "timeline": {},
}  # fmt: skip
NO_ANSWERS = {"close", "read"}


@pytest.fixture
def hypotheses(tmp_path: Path) -> Path:
    path = tmp_path / "hypotheses.toml"
    answers = [f'[[hypothesis]]\nid = "{id}"\nsays = "?"\nfor = [{{ predicate = "dies" }}]\n' for id in "ab"]
    path.write_text('question = "Who died?"\n' + "".join(answers))
    return path


def test_every_question_of_a_case_masks_private_people(store: SqliteStore, hypotheses: Path) -> None:
    case = sayso.Case(store)
    questions = {name for name, _ in inspect.getmembers(sayso.Case, inspect.isfunction) if not name.startswith("_")}
    assert questions - NO_ANSWERS == set(ASKED), "Say in ASKED how the new question is asked."
    for name, given_words in ASKED.items():
        words = dict(given_words)
        match name:
            case "explain":
                words = {"claim": next(claim.id for claim in store.claims() if claim.predicate == "dies")}
            case "ach":
                words = {"hypotheses": hypotheses}
            case "judge":
                words = {"left": "Mira Talven", "right": "Halden Institute", "judgement": "unsure", "reason": "Is she?",
                         "by": "Ana"}  # fmt: skip
        answer = getattr(case, name)(**words)
        assert "Talven" not in repr(answer), name
        assert "Mira" not in repr(getattr(answer, "record", answer)), name


def test_every_question_that_can_be_unmasked_says_so_in_the_case(store: SqliteStore, hypotheses: Path) -> None:
    needed = {"explain": {"claim": next(store.claims()).id}, "ach": {"hypotheses": hypotheses}}
    for name in sorted(set(ASKED) - {"judge"}):
        words = ASKED[name] | needed.get(name, {})
        getattr(sayso.Case(store), name)(unmasked="Her family asked for it.", **words)
        last = store.changes()[-1]
        assert last.what == "unmasked"
        assert last.about.startswith(name)
        assert last.note.endswith("Her family asked for it.")


def test_unmasked_names_are_the_reports_own(store: SqliteStore) -> None:
    assert "Mira Talven" in repr(asking.claims(store, unmasked=Unmasking(by="Ana")))


def test_a_masked_answer_leaves_no_record(store: SqliteStore) -> None:
    before = store.changes()
    asking.claims(store)
    assert store.changes() == before


def test_an_error_offers_no_private_name(store: SqliteStore) -> None:
    with pytest.raises(AskingError) as told:
        asking.claims(store, about="Mira Talvin")
    assert "Talven" not in str(told.value)


# ---------------------------------------------------------------- who is private


@pytest.mark.parametrize(
    ("text", "hidden", "seen"),
    [
        ("Mira Dal, a 34-year-old nurse, was killed in Dorvan.", ["Mira", "Dal"], ["Dorvan"]),
        ("Her brother, Pavel Dal, said the shell came from the base.", ["Pavel", "Dal"], []),
        ("She spoke beside her husband Tor Dal, who wept.", ["Tor", "Dal"], []),
        ("Vora Hest, a farmer from Ashkel, saw the convoy.", ["Vora", "Hest"], ["Ashkel"]),
        ("The shopkeeper Oskar Rehn closed early.", ["Oskar", "Rehn"], []),
        ("Jana Mirov, 61, lost her house.", ["Jana", "Mirov"], []),
        ("Sorna, with her husband beside her, spoke.", ["Sorna"], []),
        ("A 15-year-old boy, Asmir, was among the dead.", ["Asmir"], []),
        ("In Dorvan, a farmer said nothing. On Monday, a student left.", [], ["Dorvan", "Monday"]),
        ("A 34-year-old from Dorvan was hurt.", [], ["Dorvan"]),
        ("The Dorvan Gazette counted 34 dead in Ashkel, 12 of them soldiers.", [], ["Dorvan", "Gazette", "Ashkel"]),
    ],
)  # fmt: skip
def test_people_named_beside_an_age_a_kin_or_a_bystanders_word_are_private(
    text: str, hidden: list[str], seen: list[str]
) -> None:
    told = over(text).hide(text)
    assert len(told) == len(text)
    assert [word for word in hidden if word in told] == []
    assert [word for word in seen if word not in told] == []


def test_who_is_hidden_in_one_report_is_hidden_in_all() -> None:
    shade = over("Mira Dal, a nurse, was killed.", "Nobody forgot Dal.")
    assert shade.hide("Nobody forgot Dal.") == "Nobody forgot ▮▮▮."
    assert shade.hide("https://lantern.example/mira-dal-killed") == "https://lantern.example/▮▮▮▮-▮▮▮-killed"


def test_people_in_office_are_named_with_their_age_and_kin() -> None:
    dass = an_actor("Henrik Dass", public=True)
    shade = over("Colonel Henrik Dass, 45, an uncle of the mayor, spoke.", actors=(dass,))
    assert shade.hide("Colonel Henrik Dass spoke.") == "Colonel Henrik Dass spoke."


def test_who_held_an_office_is_known_by_it() -> None:
    text = "Oskar Rehn, a former minister, was 61, the court said."
    _, claim = made("holds_role", text, "Oskar Rehn, a former minister", kind="former", subject="Oskar Rehn")
    assert over(text, actors=(an_actor("Oskar Rehn"),), claims=(claim,)).hide(text) == text


def test_names_far_apart_in_a_long_report_are_all_found() -> None:
    filler = "The road was closed for days and nobody passed. " * 20
    text = f"Mira Dal, a nurse, wept. {filler}Her brother, Tor Hest, spoke. {filler}Jana Mirov, 61, was there."
    told = over(text).hide(text)
    assert not {"Mira", "Dal", "Tor", "Hest", "Jana", "Mirov"} & set(told.replace(",", "").split())
    assert told.count("nobody passed") == 40


def test_a_word_of_plain_english_is_not_hidden_for_being_in_a_name() -> None:
    text = "Her sister, Hope Talmin, spoke. There was little hope."
    assert over(text).hide("Hope Talmin. Hope fades.") == "▮▮▮▮ ▮▮▮▮▮▮. Hope fades."


def test_the_title_of_a_paper_misread_as_a_person_hides_no_words() -> None:
    report = a_document("The Varkesh Security Report said Kessar attacked Navar. It is a report on security.")
    claim = a_claim(report, "Kessar attacked Navar", by=("Varkesh Security Report",))
    named = replace(claim, sources=(replace(claim.sources[0], kind="named"),))
    shade = over(report.text, actors=(an_actor("Varkesh", "STATE"),), claims=(named,))
    assert shade.hide(report.text) == report.text


SHADE = over("Mira Dal, a nurse, was killed in Ashkel.")


@settings(deadline=None)  # a busy machine is no fault of ours
@given(st.lists(st.sampled_from(["Mira Dal", "MIRA DAL", "Dal’s", "mira-dal", "Dalia", "a", "shell", "Ashkel"])))
def test_hiding_twice_hides_no_more_and_moves_nothing(words: list[str]) -> None:
    told = " ".join(words)
    once = SHADE.hide(told)
    assert SHADE.hide(once) == once
    assert len(once) == len(told)
    assert ("Dalia" in told) == ("Dalia" in once)


# ---------------------------------------------------------------- minors, victims, private lives, whereabouts


def test_minors_stay_hidden_even_in_office_and_unmasked_until_a_reason_is_written() -> None:
    text = "Asmir Dal, a 15-year-old, spoke for the movement. Mira Dal, a nurse, did not."
    speaker = an_actor("Asmir Dal", public=True)
    assert "Asmir" not in over(text, actors=(speaker,)).hide(text)
    bare = over(text, actors=(speaker,), unmasked=Unmasking(by="Ana")).hide(text)
    assert "Asmir" not in bare
    assert "Mira" in bare
    assert over(text, actors=(speaker,), unmasked=Unmasking(by="Ana", reason="The court asks.")).hide(text) == text


def made(predicate: str, text: str, quote: str, *, kind: str | None = None, subject: str = "Kessar",
         object: str = "Navar", object_kind: ActorKind = "AG", place: tuple[Place, ...] = (),
         time: Time | None = None) -> tuple[Document, Claim]:  # fmt: skip
    document = a_document(text)
    claim = a_claim(document, quote, predicate=predicate, subject=subject, object=object)
    return document, replace(
        claim, kind=kind, place=place, time=time,
        subject=(Mention(text=subject, name=subject, actor=subject, kind="PER" if " " in subject else "AG"),),
        object=(Mention(text=object, name=object, actor=object, kind=object_kind),),
    )  # fmt: skip


def test_of_sexual_violence_nobody_is_named_and_no_place_is() -> None:
    _, claim = made("abuse", "Soldiers raped Ana Mirov in Ashkel.", "Soldiers raped Ana Mirov in Ashkel",
                    kind="sexual_violence", subject="Soldiers", object="Ana Mirov", object_kind="PER",
                    place=(Place(text="Ashkel", name="Ashkel", lat=1.0, lon=2.0),))  # fmt: skip
    shade = over("", actors=(an_actor("Ana Mirov", public=True),), claims=(claim,))
    shown = shade.shown(claim)
    assert shown.quote == "Soldiers raped ▮▮▮ ▮▮▮▮▮ in ▮▮▮▮▮▮"
    assert shown.place == ()
    assert shade.hide("Ana Mirov spoke.") == "▮▮▮ ▮▮▮▮▮ spoke.", "nor is she named where other things are told of her"


def test_a_private_life_is_withheld_word_by_word() -> None:
    day = Time(text="17 January", edtf="XXXX-01-17")
    document, claim = made("life_event", "Mira Dal bakes a cake each 17 January at home in Dorvan.",
                           "Mira Dal bakes a cake each 17 January", kind="commemoration", subject="Mira Dal",
                           place=(Place(text="Dorvan", name="Dorvan"),), time=day)  # fmt: skip
    shown = over(document.text, actors=(an_actor("Mira Dal"),)).shown(claim)
    assert set(shown.quote) == {"▮", " "}
    assert len(shown.quote) == len(claim.quote)
    assert (shown.place, shown.time) == ((), None)
    known = over(document.text, actors=(an_actor("Mira Dal", public=True),)).shown(claim)
    assert known == claim, "the life of somebody in office is told"


@pytest.mark.parametrize(
    ("subject", "day", "coarse"),
    [("Kessar", "2024-05-20", True), ("Kessar", "2024-03-01", False), ("Joran Tesk", "2024-03-01", True),
     ("Kessar", None, True)],
)  # fmt: skip
def test_where_somebody_is_now_and_where_a_person_ever_was_has_no_coordinates(
    subject: str, day: str | None, coarse: bool
) -> None:
    _, claim = made("moves_to", f"{subject} moved to Navar.", f"{subject} moved to Navar", subject=subject,
                    place=(Place(text="Navar", name="Navar", lat=10.5, lon=20.25),),
                    time=Time(edtf=day, earliest=day, latest=day) if day else None)  # fmt: skip
    shade = over("", actors=(an_actor("Joran Tesk", public=True), an_actor("Kessar", "AG")))
    assert (shade.shown(claim).place[0].lat is None) is coarse
    assert shade.shown(claim).place[0].name == "Navar"


def test_a_crime_laid_on_a_named_person_stands_in_no_heading_as_if_it_were_so(store: SqliteStore) -> None:
    brief = Report("brief.txt", "Joran Tesk killed a judge, Radio Dorn said.", "Radio Dorn", "2024-08-01")
    brief.says("Joran Tesk killed a judge", "Joran Tesk", "kill", "Varkeshi army", by="Radio Dorn", stance="alleged")
    store.add(brief.document, brief.reading())
    told = asking.dossier(store, "Joran Tesk")
    headings = [entry.proposition for section in told.sections for entry in section.entries]
    assert any(heading.startswith("alleged: Joran Tesk killed") for heading in headings)
    assert not any(heading.startswith("Joran Tesk killed") for heading in headings)
    groups = [entry.proposition for section in asking.dossier(store, "KLF").sections for entry in section.entries]
    assert "Kessar Liberation Front attacked Varkeshi army" in groups, "what a group does needs no such mark"


def test_the_rules_are_data_and_every_predicate_they_name_is_in_the_codebook() -> None:
    rules, codebook = load_protection(), load()
    assert [crime for crime in rules["crimes"] if crime not in codebook] == []
    assert set(rules["whereabouts_groups"]) <= set(codebook.groups)
    assert set(rules["sexual_violence_kinds"]) <= set(codebook["abuse"].kinds)
    assert set(rules["public_roles"]) <= set(codebook["holds_role"].kinds)


def test_a_finding_on_sexual_violence_tells_no_place() -> None:
    finding = Finding(
        id="f-1", predicate="abuse", kind="sexual_violence", subject=Party(name="soldiers"), object=None,
        place=("Ashkel",), time=None, grade="unsourced", support={}, against={}, listed=0, documents=1, roots=(),
        fragility=0,
    )  # fmt: skip
    assert over("").shown(finding).place == ()
