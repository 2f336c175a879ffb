"""A claim leaves sayso in the shape that its readers were promised."""

from __future__ import annotations

from dataclasses import replace

from tests.support.makers import a_claim, a_document

from sayso.exporting import flat, row
from sayso.records import Figure, Place

REPORT = a_document("A fighter told Radio Dorn that 40 to 60 of Kessar attacked Navar.", name="dorn.txt")
CLAIM = replace(
    a_claim(REPORT, "40 to 60 of Kessar attacked Navar", by=("Radio Dorn", "a fighter")),
    value=Figure(text="40 to 60", low=40, high=60, unit="fighters"), place=(Place(text="Dorn", name="Dorn"),),
    roles=(("weapon", "rifles"),),
)  # fmt: skip


def test_every_key_is_there_in_the_promised_order():
    assert list(row(CLAIM)) == [
        "id", "document", "start", "end", "quote", "sources", "stance", "certainty", "predicate", "kind", "subject",
        "object", "roles", "place", "time", "value", "reader", "rule", "trouble",
    ]  # fmt: skip


def test_what_is_inside_a_claim_keeps_its_own_keys():
    told = row(CLAIM)
    fighter = {"name": "a fighter", "text": "a fighter", "kind": "organisation", "cue": "said", "side": None}
    assert told["sources"][1] == fighter
    assert list(told["subject"][0]) == ["text", "name", "actor"]
    assert told["roles"] == {"weapon": "rifles"}
    assert told["place"] == [{"text": "Dorn", "name": "Dorn", "lat": None, "lon": None}]
    assert told["value"] == {"text": "40 to 60", "low": 40, "best": None, "high": 60, "unit": "fighters"}
    assert list(told["time"]) == ["text", "edtf", "earliest", "latest", "inferred"]


def test_what_a_claim_does_not_say_is_null_and_not_left_out():
    told = row(replace(CLAIM, time=None, value=None, sources=()))
    assert (told["time"], told["value"], told["kind"], told["trouble"], told["sources"]) == (None, None, None, None, [])


def test_in_a_flat_table_each_bound_has_its_column():
    cells = flat(CLAIM)
    assert cells["sources"] == "Radio Dorn > a fighter"
    assert (cells["subject"], cells["object"], cells["roles"]) == ("Kessar", "Navar", "weapon=rifles")
    assert (cells["time"], cells["earliest"], cells["latest"]) == ("2024-03", "2024-03-01", "2024-03-31")
    assert (cells["low"], cells["best"], cells["high"], cells["unit"]) == (40, None, 60, "fighters")
    assert list(flat(replace(CLAIM, time=None, value=None))) == list(cells)
