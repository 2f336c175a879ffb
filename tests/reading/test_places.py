"""Which state a word stands for, and which place a name means."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pycountry
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading.places import Places, load_places

PLACES = load_places()


@pytest.mark.parametrize(
    ("word", "name", "form"),
    [
        ("Norway", "Norway", "name"),
        ("Norwegian", "Norway", "demonym"),
        ("Norwegians", "Norway", "demonym"),
        ("the Dutch", "Netherlands", "demonym"),
        ("Oslo", "Norway", "metonym"),
        ("the White House", "United States", "metonym"),
        ("Downing Street", "United Kingdom", "metonym"),
        ("US", "United States", "name"),
        ("Viet Nam", "Vietnam", "name"),
        ("NORWAY", "Norway", "name"),
    ],
)
def test_a_state_goes_by_its_name_its_people_and_its_seat(word: str, name: str, form: str):
    state = PLACES.state(word)
    assert state is not None
    assert (state.name, state.form) == (name, form)


@pytest.mark.parametrize("word", ["us", "turkey", "polish", "chad", "Kessar", "", "the"])
def test_a_common_word_is_no_state(word: str):
    assert PLACES.state(word) is None


def test_states_bear_the_codes_of_iso_3166_and_none_of_the_united_nations_is_missing():
    codes = {state.code for state in PLACES._states.values()}
    known = {country.alpha_2 for country in pycountry.countries}
    assert codes - known == {"XK", "SUHH", "YUCS"}
    assert len(codes & known) >= 193  # the members of the United Nations


def test_a_town_with_one_bearer_of_its_name_has_coordinates():
    place = PLACES.place("Tromsø")
    assert place.name == "Tromsø"
    assert place.lat == pytest.approx(69.65, abs=0.1)
    assert place.lon == pytest.approx(18.96, abs=0.1)


def test_a_name_that_several_places_bear_keeps_its_words_and_gets_no_coordinates():
    place = PLACES.place("Springfield")
    assert (place.name, place.lat, place.lon) == ("Springfield", None, None)
    assert len(PLACES.sites("Springfield")) > 1


def test_the_states_a_report_names_tell_namesakes_apart():
    """A report on Lebanon that says only Tripoli means Lebanon's."""
    assert PLACES.place("Tripoli", PLACES.around(["Lebanese", "Beirut"])).lat == pytest.approx(34.4, abs=0.2)
    assert PLACES.place("Tripoli", PLACES.around(["Libya"])).lat == pytest.approx(32.9, abs=0.2)
    assert PLACES.within("Alexandria", PLACES.around(["Cairo"]))[-1] == "Egypt"


def test_a_division_named_in_the_report_tells_before_its_state():
    around = PLACES.around(["the United States", "Texas"])
    assert PLACES.within("Paris", around) == ("Texas", "United States")


def test_a_first_division_stands_before_a_county_of_its_name():
    assert PLACES.within("Sinaloa") == ("Mexico",)
    assert PLACES.site("Texas").level == "admin1"


def test_a_town_far_larger_than_all_its_namesakes_is_meant_where_nothing_says_otherwise():
    assert PLACES.within("Paris")[-1] == "France"
    assert PLACES.place("Birmingham").lat is None  # Britain's is five times as large as that of Alabama: not enough


def test_a_county_is_meant_only_where_it_says_so():
    around = PLACES.around(["Nebraska"])
    assert PLACES.site("Lincoln", around).level == "town"
    assert PLACES.site("Lincoln County", around).level == "admin2"


def test_a_word_for_a_people_is_no_town_that_happens_to_bear_it():
    """There is a Canadian in Texas, a German in the Isle of Man and a Spanish Town in Jamaica."""
    for word in ("Canadian", "German", "Spanish"):
        assert PLACES.sites(word) == ()


@pytest.mark.parametrize(("short", "name"), [("B.C.", "British Columbia"), ("Ky.", "Kentucky"), ("Ont.", "Ontario")])
def test_datelines_shorten_divisions(short: str, name: str):
    assert PLACES.place(short).name == name


def test_a_place_said_to_lie_where_the_gazetteer_has_none_of_its_name_is_not_its_namesake_elsewhere():
    """There is no Tromsø in Kentucky that we know of: it lies in Kentucky all the same, and gets no coordinates."""
    assert PLACES.place("Tromsø, Ky.").lat is None
    assert PLACES.within("Tromsø, Ky.") == ("Kentucky", "United States")


def test_what_it_lies_in_tells_namesakes_apart():
    place = PLACES.place("Tripoli, Lebanon")
    assert place.lat == pytest.approx(34.4, abs=0.2)
    assert PLACES.within("Tripoli, Lebanon")[-1] == "Lebanon"


def test_the_kind_of_place_is_no_part_of_its_name():
    assert PLACES.place("the Nordland region").name == "Nordland"
    assert PLACES.place("the northern city of Tromsø").name == "Tromsø"
    assert PLACES.within("the South Darfur state of Sudan") == ("Sudan",)
    assert PLACES.within("Nordland") == ("Norway",)


@pytest.mark.parametrize(
    "text",
    [
        "Harstad in Norway",
        "Norway's Harstad",
        "the Harstad district of Norway's Troms county",
        "northern Harstad, Norway",
    ],
)
def test_a_place_and_what_it_lies_in_are_told_in_many_ways(text: str):
    assert PLACES.place(text).name == "Harstad"
    assert PLACES.within(text)[-1] == "Norway"


def test_a_thing_in_a_town_lies_where_the_town_does():
    assert PLACES.place("a hotel in Harstad").lat is None
    assert PLACES.within("a hotel in Harstad") == ("Harstad", "Troms", "Norway")


def test_hyphens_accents_and_case_do_not_change_a_place():
    assert PLACES.place("san-luis potosi").name == PLACES.place("San Luis Potosí").name == "San Luis Potosí"


def test_a_place_that_is_not_in_the_gazetteer_keeps_its_words():
    place = PLACES.place("the Odra valley")
    assert (place.text, place.name, place.lat) == ("the Odra valley", "Odra valley", None)
    assert PLACES.within("the Odra valley") == ()


def test_a_part_of_the_world_is_not_a_town_of_its_name():
    assert PLACES.sites("Asia") == ()


def test_geonames_is_credited_beside_its_tables():
    licence = files("sayso.codebook").joinpath("data/places/LICENSE-GeoNames.txt").read_text("utf-8")
    assert "GeoNames" in licence
    assert "Attribution 4.0 International" in licence


def test_the_gazetteer_is_built_from_geonames_and_nothing_else():
    source = Path(__file__).parents[3] / "shared/bench/gazetteer"
    if not source.exists():
        pytest.skip("needs GeoNames' admin1.json and admin2.json in ../shared/bench/gazetteer")
    folder = files("sayso.codebook").joinpath("data/places")
    for level in ("admin1", "admin2"):
        entries = json.loads((source / f"{level}.json").read_text("utf-8"))
        lines = sorted({f"{entry['code']}\t{entry['name']}" for entry in entries})
        assert folder.joinpath(f"{level}.tsv").read_text("utf-8").splitlines() == lines


@given(st.text(max_size=40))
def test_any_text_can_be_asked_for(text: str):
    assert PLACES.place(text).text == text
    assert isinstance(PLACES, Places)
