"""The bench: its sums, its bounds, its tables, and the floors that figures may not fall below."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from benchmarks import floors, tables
from benchmarks.__main__ import main
from benchmarks.counting import Count, interval, total
from benchmarks.parts import PARTS
from benchmarks.quality import claims
from benchmarks.tables import Table
from hypothesis import given
from hypothesis import strategies as st

from sayso.running.agreement import LEVELS

SHARED = Path(__file__).parents[2] / "shared"
needs_gold = pytest.mark.skipif(
    not (SHARED / "gold" / "score.py").exists(), reason="the gold claims are not in ../shared beside the repository"
)


@st.composite
def counts(draw: st.DrawFn) -> Count:
    gold, found = draw(st.integers(0, 40)), draw(st.integers(0, 40))
    return Count(draw(st.integers(0, min(gold, found))), gold, found)


@given(st.lists(counts(), min_size=1, max_size=12))
def test_the_bounds_of_a_figure_lie_between_nothing_and_everything_and_come_out_the_same_twice(documents: list[Count]):
    low, high = interval(documents, draws=200)
    assert 0 <= low <= high <= 1
    assert (low, high) == interval(documents, draws=200)


def test_texts_that_are_all_alike_leave_nothing_open():
    assert interval([Count(3, 6, 6)] * 5) == (0.5, 0.5)


def test_the_texts_of_a_set_are_summed_and_not_averaged():
    both = total([Count(1, 1, 1), Count(0, 9, 1)])
    assert (both.precision, both.recall, round(both.f1, 3)) == (0.5, 0.1, 0.167)


def test_where_nothing_is_found_and_nothing_was_there_the_figures_are_nought():
    assert (Count(0, 0, 0).precision, Count(0, 0, 0).recall, Count(0, 0, 0).f1) == (0, 0, 0)


@needs_gold
def test_no_text_is_both_tuned_on_and_held_out(tmp_path: Path):
    tuned, held = ({p.name for p in claims._set(f"re3d-{half}", SHARED, tmp_path)[1]} for half in ("tuned", "held-out"))
    assert tuned
    assert held
    assert not tuned & held


def test_a_set_without_gold_has_no_figures(tmp_path: Path):
    assert claims.measure("reports", tmp_path, "default") is None
    assert floors.figures("reports", tmp_path, "default") is None


def test_a_part_whose_texts_are_missing_is_skipped_by_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    needing = [name for name, part in PARTS.items() if part.files]
    assert main(["--only", ",".join(needing), "--shared", str(tmp_path), "--no-history"]) == 0
    told = capsys.readouterr().out
    assert all(f"{part}: skipped" in told for part in needing)
    assert all(floors.figures(name, tmp_path, "default") is None for name in floors.SETS)


def test_a_part_nobody_knows_is_named_with_those_there_are(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit):
        main(["--only", "beauty"])
    told = capsys.readouterr().err
    assert "beauty" in told
    assert "attribution" in told


def test_a_table_is_put_between_its_marks_again_and_again():
    page = "# Page\n<!-- speed -->\nold\n<!-- /speed -->\nend\n"
    table = Table("speed", ("", "words/s"), (("reading", "3,000"),), note="One core.")
    once = tables.written(page, "speed", table.markdown())
    assert "| reading | 3,000 |" in once
    assert "old" not in once
    assert once == tables.written(once, "speed", table.markdown())
    with pytest.raises(ValueError, match="<!-- memory -->"):
        tables.written(page, "memory", "")


def test_the_page_has_a_place_for_every_part():
    page = tables.PAGE.read_text("utf8")
    for part in PARTS:
        assert tables.written(page, part, "x") != page


def test_the_history_grows_by_a_line_a_figure_under_one_head(tmp_path: Path):
    history = tmp_path / "history.csv"
    for value in (0.5, 0.25):
        tables.remember({"reports.act": value, "speed.ratio": 1.2}, history)
    with history.open(newline="") as handle:
        head, *rows = csv.reader(handle)
    assert head == ["when", "commit", "figure", "value"]
    assert [row[2:] for row in rows] == [
        ["reports.act", "0.500"], ["speed.ratio", "1.200"], ["reports.act", "0.250"], ["speed.ratio", "1.200"],
    ]  # fmt: skip


def test_a_figure_under_its_floor_is_named():
    assert floors.below({"act": 0.599, "full": 0.4}, {"act": 0.6, "full": 0.4}) == ["act"]


def test_floors_rise_with_the_figures_and_sink_only_with_another_gold():
    book = {"sets": {"reports": {"digest": "a", "floors": {"act": 0.6}}}, "lowered": []}
    floors.lifted(book, "reports", {"act": 0.5}, "a")
    assert book["sets"]["reports"]["floors"] == {"act": 0.6}
    floors.lifted(book, "reports", {"act": 0.7}, "a")
    assert book["sets"]["reports"]["floors"] == {"act": 0.69}
    floors.lifted(book, "reports", {"act": 0.5}, "b")
    assert book["sets"]["reports"] == {"digest": "b", "floors": {"act": 0.49}}


def test_a_floor_is_lowered_with_a_reason_that_stays():
    book = {"sets": {"reports": {"digest": "a", "floors": {"act": 0.6, "full": 0.4}}}, "lowered": []}
    floors.lowered(book, "reports.act", 0.55, "Planned deeds are no longer read as done.")
    assert book["sets"]["reports"]["floors"] == {"act": 0.54, "full": 0.4}
    (entry,) = book["lowered"]
    assert (entry["figure"], entry["from"], entry["to"]) == ("reports.act", 0.6, 0.54)
    assert entry["because"].startswith("Planned deeds")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (["--lower", "reports.act"], "say why"),
        (["--lower", "reports.beauty", "--because", "so"], "reports.full"),
        (["--sets", "novels"], "re3d-held-out"),
    ],
)
def test_a_floor_asked_for_wrongly_says_what_can_be_asked(
    asked: list[str], told: str, capsys: pytest.CaptureFixture[str]
):
    with pytest.raises(SystemExit):
        floors.main(asked)
    assert told in capsys.readouterr().err


def test_every_set_has_a_floor_for_each_of_its_figures():
    held = json.loads(floors.FLOORS.read_text("utf8"))["sets"]
    assert set(held) == set(floors.SETS)
    for name, of in held.items():
        wanted = PARTS[name].floors if name in PARTS else (*LEVELS, "precision")
        assert set(of["floors"]) == set(wanted), name
