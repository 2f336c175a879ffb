"""The scorers of the public sets, each on a few invented lines in the set's own format."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from benchmarks.counting import drawn_interval, share_interval
from benchmarks.quality import certainty, chains, dates, events, relations, templates, toponyms
from benchmarks.quality.relations import Tie
from benchmarks.quality.templates import Template

from sayso.codebook.events import events as deeds
from sayso.codebook.events import load_events
from sayso.reading.places import load_places
from tests.support.reading import a_report, reader


def lines(path: Path, *rows: dict[str, Any]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf8")
    return path


def test_a_share_that_is_the_same_everywhere_leaves_nothing_open() -> None:
    assert share_interval([(1, 2)] * 9) == (0.5, 0.5)
    assert drawn_interval(lambda drawn: len(drawn) / 4, 4) == (1.0, 1.0)


# ---------------------------------------------------------------- events


def plv(marked: str, root: str, quad: str) -> dict[str, Any]:
    return {"id": "x", "gold": [{"code": root}], "meta": {"marked": [marked], "quad": [quad]}}


def test_an_event_counts_where_actor_recipient_and_root_are_those_coded(tmp_path: Path) -> None:
    rows = (
        plv("<s>The Norvian army</s> shelled <t>the town of Dolna</t> on Monday.", "ASSAULT", "4"),
        plv("<t>The Norvian army</t> shelled <s>the town of Dolna</s> on Monday.", "ASSAULT", "4"),  # turned round
        plv("<s>The Norvian army</s> freed <t>nine prisoners</t> on Monday.", "YIELD", "2"),
    )
    right, turned, freed = events.measured(events.coded(lines(tmp_path / "plv.jsonl", *rows)), reader())
    assert (right.pair, right.both, right.quad) == (True, True, True)
    assert (turned.pair, turned.both, turned.sentence) == (False, False, True)
    assert freed.both  # PLOVER 2.0 calls it RETREAT


# ---------------------------------------------------------------- chains


def mpqa(text: str, *expressions: tuple[str, str, int]) -> dict[str, Any]:
    found = [
        {
            "s": text.index(words), "e": text.index(words) + len(words), "text": words, "kind": "ose",
            "implicit": False, "chain": ["w", *[who] * depth],
            "source_span": [text.index(who), text.index(who) + len(who)],
            "source_text": who,
        }
        for words, who, depth in expressions
    ]  # fmt: skip
    return {"doc": "d", "text": text, "sents": [[0, len(text)]], "agents": [], "events": found}


def test_a_chain_is_right_where_the_innermost_source_is() -> None:
    text = "The mayor said that the colonel claimed that rebels had fled."
    article = mpqa(text, ("said", "The mayor", 1), ("claimed", "the colonel", 2), ("fled", "rebels", 1))
    said, claimed, fled = chains.outcomes(article, reader().parser)
    assert (said.right, said.heard_depth) == (True, 1)
    assert (claimed.right, claimed.heard_depth) == (True, 2)
    assert (fled.right, fled.heard) == (False, None)  # nobody speaks by fleeing


def test_a_pronoun_and_the_one_it_stands_for_are_one_source() -> None:
    text = '"We believe that the raid has failed," the minister said.'
    article = mpqa(text, ("believe", "We", 1))
    article["events"][0]["chain"] = ["w", "minister"]
    article["agents"] = [{"s": text.index("the minister"), "e": text.index(" said"), "id": "minister", "chain": []}]
    (outcome,) = chains.outcomes(article, reader().parser)
    assert outcome.right


# ---------------------------------------------------------------- certainty


def test_words_cut_short_are_parted_and_found_again() -> None:
    assert certainty.parted(["He", "hasn't", "left"]) == (["He", "has", "n't", "left"], [0, 1, 3, 4])


def test_how_sure_an_event_is_comes_from_the_rules_of_the_reader(tmp_path: Path) -> None:
    row = {"text": "The army hasn't left the town but it may return .", "targets": [
        {"span1": [3, 4], "label": -3.0}, {"span1": [9, 10], "label": 1.0},
    ]}  # fmt: skip
    left, back = certainty.judged(lines(tmp_path / "UW" / "dev.jsonl", row), reader().parser)
    assert (left.word, left.named) == ("left", -3)
    assert back.word == "return"
    assert 0 < back.named <= 1


def test_a_scale_is_made_only_of_what_was_judged_often() -> None:
    seen = [certainty.Judged(0, "", "w", gold, "affirmed", "PS+", 0.0) for gold in [1.0] * 9 + [2.0] * 11]
    rare = certainty.Judged(0, "", "w", -3.0, "affirmed", "Uu", 0.0)
    scale = certainty.fitted([*seen, rare])
    assert certainty.on_scale(seen[0], scale) == 2.0
    assert certainty.on_scale(rare, scale) == rare.named == 0


def test_two_figures_that_move_together_correlate_and_a_constant_does_not() -> None:
    assert certainty.correlation([1, 2, 3], [2, 4, 6]) == pytest.approx(1)
    assert certainty.correlation([1, 2, 3], [3, 3, 3]) == 0


# ---------------------------------------------------------------- relations


def test_a_tie_is_right_where_both_ends_overlap_and_only_fights_and_help_may_be_turned() -> None:
    gold = Tie("FightingAgainst", (0, 5), (10, 15), "")
    assert relations.agree(gold, Tie("FightingAgainst", (12, 20), (3, 4), ""))
    assert not relations.agree(gold, Tie("AlliesOf", (0, 5), (10, 15), ""))
    led = Tie("InChargeOf", (0, 5), (10, 15), "")
    assert relations.agree(led, Tie("InChargeOf", (4, 6), (14, 16), ""))
    assert not relations.agree(led, Tie("InChargeOf", (14, 16), (4, 6), ""))


def test_no_tie_is_counted_twice() -> None:
    gold = [Tie("AlliesOf", (0, 5), (10, 15), ""), Tie("AlliesOf", (0, 5), (12, 18), "")]
    assert len(relations.paired(gold, [Tie("AlliesOf", (0, 5), (13, 14), "")])) == 1


def test_claims_count_as_relations_by_the_table() -> None:
    text = "The Norvian army attacked the Kessar Front. The Salt Brigade is part of the Kessar Front."
    found = {(tie.type, text[slice(*tie.source)]) for tie in relations._read({"doc": "x", "text": text}, reader())}
    assert ("BelongsTo", "The Salt Brigade") in found or ("BelongsTo", "Salt Brigade") in found
    assert {type for type, _ in found} == {"FightingAgainst", "BelongsTo"}


# ---------------------------------------------------------------- times


@pytest.mark.parametrize(
    ("value", "grain"),
    [("1998-03-04", "day"), ("1998-03-04T12:00", "day"), ("1998-W10", "week"), ("1998-Q1", "quarter"),
     ("199", "decade"), ("P2Y", "other")],
)  # fmt: skip
def test_dates_are_told_apart_by_how_fine_they_are(value: str, grain: str) -> None:
    assert dates.grain(value) == grain


def test_dates_are_counted_article_by_article(tmp_path: Path) -> None:
    text = "The talks began on 4 March 1998 and went on for two weeks."
    timex = [
        {"s": text.index("4"), "e": text.index(" and"), "text": "4 March 1998", "type": "DATE", "value": "1998-03-04"},
        {"s": text.index("two"), "e": text.index("."), "text": "two weeks", "type": "DURATION", "value": "P2W"},
    ]
    path = lines(tmp_path / "timebank.jsonl", {"text": text, "dct": "1998-03-20", "timex": timex})
    (tally,) = dates.measure(path, dates.HALVES["all"], reader().parser, errors=False)
    assert (tally["gold day"], tally["right day"], tally["durations right"]) == (1, 1, 1)
    assert dates.shares([tally]) == (1.0, 1.0, pytest.approx(1))


# ---------------------------------------------------------------- templates


def a_template(type: str, *, optional: bool = False, **fillers: list[tuple[str, ...]]) -> Template:
    made = Template((type,), stages=("accomplished",), optional=optional)
    made.fillers |= fillers
    return made


def incidents(text: str) -> list[Template]:
    reading = reader().read(a_report(text))
    return templates.Filling(text, reading).of(deeds(reading.claims, reading.actors, load_events()))


def test_a_form_is_filled_from_events_in_capitals_too() -> None:
    (found,) = incidents("GUERRILLAS OF THE KESSAR FRONT BOMBED THE TELEPHONE OFFICE IN DOLNA WITH DYNAMITE YESTERDAY.")
    assert found.types == ("bombing",)
    assert found.fillers["Target"] == [("telephone office",)]
    assert found.fillers["PerpOrg"] == [("kessar front",)]
    assert found.fillers["Weapon"] == [("dynamite",)]
    assert (found.stages, found.confidence) == (("accomplished",), [(("kessar front",), ("reported as fact",))])


def test_what_is_denied_and_what_armed_sides_do_to_each_other_fills_no_form() -> None:
    assert incidents("The Kessar Front denied that it had bombed the telephone office in Dolna.") == []
    assert incidents("Soldiers attacked the guerrillas of the Kessar Front near Dolna.") == []


def test_a_filler_is_right_in_the_words_of_the_key_or_by_its_head() -> None:
    key = ("kessar liberation front", "klf")
    assert templates.same_words(key, ("klf",))
    assert not templates.same_words(key, ("liberation front",))
    assert templates.same_head(key, ("liberation front",))
    assert not templates.same_head(key, ("front page", "office"))


def test_forms_are_paired_with_those_of_their_type_that_share_most() -> None:
    coded = [
        a_template("attack", Victim=[("dera",)]), a_template("attack", Target=[("bus", "city bus"), ("bank",)]),
        a_template("bombing", Target=[("bus",)]),
    ]  # fmt: skip
    ours = [a_template("attack", Target=[("city bus",), ("mill",)])]
    counts = templates.of_gtt(coded, ours, templates.same_words)
    assert (counts["incident type"].right, counts["incident type"].gold, counts["incident type"].found) == (1, 3, 1)
    assert (counts["Target"].right, counts["Target"].gold, counts["Target"].found) == (1, 3, 2)


def test_a_form_that_the_key_calls_optional_costs_nothing_where_it_is_not_found() -> None:
    coded = [a_template("attack", optional=True, Victim=[("dera",)])]
    assert templates.of_1992(coded, [])["incident type"].gold == 0
    found = templates.of_1992(coded, [a_template("attack", Victim=[("dera",)])])
    assert (found["incident type"].right, found["incident type"].gold) == (1, 1)


def test_how_sure_it_is_counts_for_an_organisation_that_was_found() -> None:
    coded, ours = a_template("attack"), a_template("attack")
    coded.confidence = [(("klf", "kessar front"), ("possible", "claimed or admitted"))]
    ours.confidence = [(("kessar front",), ("claimed or admitted",)), (("army",), ("possible",))]
    assert templates.of_1992([coded], [ours])["confidence"].right == 1


# ---------------------------------------------------------------- toponyms


def test_a_town_is_right_within_161_km_and_a_state_where_it_is_the_same() -> None:
    def coded(phrase: str, name: str, country: str, code: str, lat: float, lon: float) -> dict[str, Any]:
        return {"phrase": phrase, "gaz_name": name, "gaz_country": country, "gaz_fcode": code, "gaz_lat": str(lat),
                "gaz_lon": str(lon)}  # fmt: skip

    article = {"toponyms": [
        coded("Harstad", "Harstad", "Norway", "PPL", 68.8, 16.5),
        coded("Norwegian", "Norway", "Norway", "PCLI", 62, 10),
        coded("Nordland", "Nordland", "Norway", "ADM1", 66.8, 14.7), coded("Bergen", "Bergen", "Norway", "PPL", 0, 0),
        coded("Zzyzyx", "Zzyzyx", "Norway", "PPL", 60, 10),
    ]}  # fmt: skip
    verdicts = [outcome.verdict for outcome in toponyms.outcomes(article, load_places())]
    assert verdicts == ["right", "right", "right", "wrong", "unknown"]


def test_the_way_between_two_places_is_that_over_the_round_earth() -> None:
    assert toponyms.apart_km(0, 0, 0, 0) == 0
    assert toponyms.apart_km(0, 0, 0, 180) == pytest.approx(20_015, rel=0.01)
