"""What the page is told."""

from __future__ import annotations

import csv
import io
import json

from tests.serving.conftest import Served


def test_the_desk_says_what_is_in_the_case(kessar: Served) -> None:
    desk = kessar.get("desk")
    assert (desk["reports"], desk["claims"]) == (4, 12)
    contested = [finding["proposition"] for finding in desk["contested"]]
    assert contested == ["Lashkar-i-Navar trains Kessar Liberation Front"]
    assert sum(held["count"] for held in desk["grades"]) == desk["findings"]


def test_every_condition_of_the_filter_must_hold(kessar: Served) -> None:
    trained = kessar.get("claims", predicate="train")
    assert {claim["predicate"] for claim in trained["claims"]} == {"train"}
    denied = kessar.get("claims", predicate="train", stance="denied")
    assert [claim["quote"] for claim in denied["claims"]] == ["denied it"]
    assert kessar.get("claims", predicate="train", stance="denied", since="2025", until="2026")["total"] == 0
    assert kessar.get("claims", words="rifles")["total"] == 0


def test_facets_count_what_would_be_left(kessar: Served) -> None:
    facets = kessar.get("claims")["facets"]
    for name in ("predicate", "stance", "source", "actor", "grade"):
        for facet in facets[name]:
            assert kessar.get("claims", **{name: facet["value"]})["total"] == facet["count"], (name, facet)


def test_a_name_finds_claims_that_say_it_otherwise(kessar: Served) -> None:
    found = kessar.get("search", words="Kessar Lib")
    assert [actor["name"] for actor in found["actors"]] == ["Kessar Liberation Front"]
    quotes = [claim["quote"] for claim in kessar.get("claims", words="Kessar Liberation Front")["claims"]]
    assert "The KLF attacked the base" in quotes


def test_a_day_shows_what_was_known_on_it(kessar: Served) -> None:
    assert kessar.get("desk", as_of="2024-03-12")["reports"] == 1
    assert kessar.get("claims", as_of="2024-03-12")["total"] == 5


def test_lists_leave_as_csv_and_as_lines_with_all_that_the_filter_leaves(kessar: Served) -> None:
    told = kessar.asked.get("/api/claims?stance=denied&format=csv")
    assert "attachment" in told.headers["content-disposition"]
    assert [row["stance"] for row in csv.DictReader(io.StringIO(told.text))] == ["denied"]
    lines = kessar.asked.get("/api/findings?format=jsonl").text.splitlines()
    assert len(lines) == kessar.get("findings")["total"]
    assert all("grade" in json.loads(line) for line in lines)


def test_people_without_a_public_role_are_masked_in_every_answer(kessar: Served) -> None:
    report = next(one for one in kessar.get("reports")["reports"] if one["name"] == "lantern.txt")
    for path in ("claims", "claims?format=csv", "findings", "findings?format=jsonl", "actors", "desk",
                 "search?words=Talven", f"reports/{report['id']}", "actors?format=csv"):  # fmt: skip
        answered = kessar.asked.get(f"/api/{path}").text
        assert "Talven" not in answered, path
    whole = kessar.get(f"reports/{report['id']}")
    assert len(whole["text"]) == whole["characters"]
    for claim in whole["said"]:
        assert whole["text"][claim["start"] : claim["end"]] == claim["quote"]


def test_a_finding_opens_into_voices_and_each_voice_into_its_words(kessar: Served) -> None:
    contested = kessar.get("desk")["contested"][0]
    finding = kessar.get(f"findings/{contested['id']}")
    said = {claim["id"]: claim for claim in finding["said"]}
    quotes = {root["stance"]: [said[id]["quote"] for id in root["claims"]] for root in finding["roots"]}
    assert quotes["against"] == ["denied it"]
    assert quotes["for"] == ["Lashkar-i-Navar trains the Kessar Liberation Front (KLF)"]
