"""Who is meant: names, short forms, pronouns, titles and groups."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from tests.support.reading import a_report, claims_of, reader

from sayso.codebook.referring import load_referring
from sayso.reading.mentions import abbreviations, lands
from sayso.records import Block


def subjects(text: str, predicate: str) -> set[str]:
    return {m.name for c in claims_of(text) if c.predicate == predicate for m in c.subject}


def test_a_short_form_in_brackets_is_defined_by_the_words_before_it():
    (found,) = abbreviations("Fighters of the Kessar Liberation Front (KLF) left.")
    assert (found.long, found.short) == ("Kessar Liberation Front", "KLF")


def test_hyphens_inside_a_long_name_count_as_its_letters():
    (found,) = abbreviations("The Harakat-i-Dolna Party (HDP) denied it.")
    assert found.long == "Harakat-i-Dolna Party"


def test_brackets_that_spell_nothing_out_define_nothing():
    assert not abbreviations("The convoy left Dolna (see map) and the Front (Monday) replied.")


@given(st.text(max_size=300))
def test_any_text_at_all_is_searched_for_short_forms_without_harm(text):
    for found in abbreviations(text):
        assert text[found.start : found.end].split()
        assert found.short in text


def test_a_group_named_in_full_and_in_short_is_one_actor():
    reading = reader().read(
        a_report("The Kessar Liberation Front (KLF) attacked Dolna on Monday. The KLF burned the mill on Tuesday.")
    )
    groups = [a for a in reading.actors if a.kind == "AG"]
    assert len(groups) == 1
    assert {n.form for n in groups[0].names} >= {"Kessar Liberation Front", "KLF"}


def test_it_means_the_group_that_was_spoken_of():
    assert "Kessar Front" in subjects("The Kessar Front attacked Dolna. It burned the mill.", "disrupt")


def test_a_seat_of_government_that_acts_is_its_state():
    assert "Russia" in subjects("Moscow accused the Kessar Front of murder.", "accuse")


def test_a_seat_of_government_where_something_happens_is_a_city():
    (claim,) = [c for c in claims_of("The Kessar Front attacked a barracks in Moscow.") if c.predicate == "attack"]
    assert [p.name for p in claim.place] == ["Moscow"]


def test_both_groups_are_those_named_together_before():
    pairs = {
        (c.subject[0].name, c.object[0].name)
        for c in claims_of("The Kessar Front and the Lowland League are armed. Both groups cooperate in the delta.")
        if c.predicate == "cooperates_with" and c.object
    }
    assert ("Kessar Front", "Lowland League") in pairs


def test_an_office_before_a_name_says_who_holds_it_and_whose_it_is():
    (claim,) = [c for c in claims_of("Norway's Interior Minister Oren Vale flew home.") if c.predicate == "holds_role"]
    assert [m.name for m in claim.subject] == ["Oren Vale"]
    assert [m.name for m in claim.object] == ["Norway"]
    assert claim.kind == "minister"


def test_an_office_without_a_name_means_whoever_the_report_names_with_it():
    text = (
        "The Foreign Secretary left for talks. Foreign Secretary Mira Tolan met envoys of Norvia. "
        "The Foreign Secretary will visit Dolna on Friday."
    )
    assert subjects(text, "moves_to") == {"Mira Tolan"}


def test_the_chief_of_a_command_with_a_country_in_its_name_is_not_the_country_s():
    roles = [c for c in claims_of("Gen. Oren Vale, Norway Central Command commander, left.") if c.kind == "commander"]
    assert [[m.name for m in c.object] for c in roles] == [["Norway Central Command"]]


def test_we_in_the_words_of_a_commander_is_the_force_he_commands():
    text = 'Gen. Oren Vale, commander of the Salt River Task Force, said: "We have trained the Peasant Guard."'
    assert "Salt River Task Force" in subjects(text, "train")


def test_we_in_a_statement_is_the_state_whose_statement_it_is():
    text = "Norway condemns the raid on the mill. We support the government of Kenya."
    assert "Norway" in subjects(text, "support")


def test_we_in_a_report_that_is_nobody_s_statement_is_its_author():
    text = "Norway condemned the raid on the mill, and the miller fled. We support the government of Kenya."
    assert "Norway" not in subjects(text, "support")


def test_the_name_of_the_paper_is_nobody_whom_they_could_mean():
    report = a_report("Caravan News\n\nIf a truck is stopped, the Volunteers said, they will blow up the bridge.")
    report = replace(report, blocks=(Block(start=0, end=12, kind="headline"),
                                     Block(start=14, end=len(report.text), kind="paragraph")))  # fmt: skip
    blown = [c for c in reader().read(report).claims if c.predicate == "disrupt"]
    assert [[m.name for m in c.subject] for c in blown] == [["Volunteers"]]


def test_a_form_of_address_is_no_office():
    assert not [c for c in claims_of("Mr Vale flew home.") if c.predicate == "holds_role"]


def test_a_second_name_is_a_claim_about_the_first():
    (claim,) = [c for c in claims_of("Oren Vale, also known as Bo Thunder, was killed.") if c.predicate == "has_alias"]
    assert [m.name for m in claim.object] == ["Bo Thunder"]


def test_he_who_speaks_is_not_whom_he_names():
    claims = claims_of("The spokesman confirmed the death of Oren Vale. He said Vale joined the Kessar Front in 2011.")
    (joined,) = [c for c in claims if c.predicate == "member_of"]
    assert "Vale" not in joined.sources[-1].name


def test_a_short_form_of_another_language_is_known_by_its_use():
    text = "The National Liberation Army (ELN) signed on Monday. The ELN has fought since 1964."
    (found,) = abbreviations(text)
    assert (found.long, found.short) == ("National Liberation Army", "ELN")
    assert not abbreviations("The National Liberation Army (ELN) signed on Monday.")


def test_who_is_blamed_for_a_raid_did_it_in_the_accusers_words():
    claims = claims_of("The ministry blamed the attack on the Kessar Front.")
    (claim,) = [c for c in claims if c.predicate == "attack" and c.sources]  # the report itself states the attack too
    assert [m.name for m in claim.subject] == ["Kessar Front"]
    assert [s.name for s in claim.sources] == ["ministry"]
    assert claim.stance == "alleged"


def test_a_denied_part_in_the_killings_is_a_denied_killing():
    claims = claims_of("Nine herders were killed on Sunday. The Kessar Front denied any role in the killings.")
    (claim,) = [c for c in claims if c.predicate == "kill" and c.stance == "denied"]
    assert [m.name for m in claim.subject] == ["Kessar Front"]


def test_a_short_form_is_explained_though_a_paragraph_ends_before_its_sentence():
    text = "The shelling went on along the Line.\n\nMonitors of the Salt River Conference (SRC) saw three craters."
    assert [(a.long, a.short, text[a.start : a.end]) for a in abbreviations(text)] == [
        ("Salt River Conference", "SRC", "Salt River Conference (SRC)")
    ]


def test_what_has_a_foreign_ministry_or_a_government_of_it_is_a_state():
    """An unknown state was a person or an armed group, and its denials those of nobody's side."""
    text = "Ondaria's Foreign Ministry denied it. The government of Varkesh accused Ondaria of arming the rebels."
    assert lands(text, load_referring()) == {"ondaria", "varkesh"}
    assert not lands("Oren Vale's government fell. The army of Vale fled.", load_referring())
    assert {m.kind for c in claims_of(text) for m in c.subject if m.name == "Ondaria"} == {"STATE"}
