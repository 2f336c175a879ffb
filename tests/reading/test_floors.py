"""Reading holds two lines: it gets no worse, and it costs little beside its language model."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from benchmarks import floors
from benchmarks.quality.claims import digest
from benchmarks.speed.reading import compare

SHARED = Path(__file__).parents[3] / "shared"


@pytest.mark.skipif(not (SHARED / "gold" / "score.py").exists(), reason="the gold claims are not in ../shared")
def test_the_probes_are_read_no_worse_than_their_floors():
    held = json.loads(floors.FLOORS.read_text("utf8"))["sets"]["probes"]
    if held["digest"] != digest("probes", SHARED):
        pytest.skip("the floors were set on other probes: python -m benchmarks.floors --lift --sets probes")
    measured = floors.figures("probes", SHARED, "default")
    assert measured is not None
    assert floors.below(measured, held["floors"]) == []


@pytest.mark.skipif(not (SHARED / "reports").is_dir(), reason="the reports are not in ../shared")
def test_reading_takes_at_most_one_and_a_half_times_what_its_language_model_takes():
    assert compare(SHARED / "reports", "default", rounds=3).ratio <= 1.5
