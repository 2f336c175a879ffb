"""Held to the dev treebanks. They are not part of the repository: without them beside it, these tests are skipped."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from benchmarks.quality.syntax import TREEBANKS, cutting
from benchmarks.quality.treebanks import documents

from sayso.reading.syntax import lemmas

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("SAYSO_SHARED", ROOT.parent / "shared"))
needs_treebanks = pytest.mark.skipif(
    not (SHARED / "bench/ud").is_dir(), reason=f"the treebanks are not at {SHARED / 'bench/ud'} (set SAYSO_SHARED)"
)
FLOORS = {"EWT dev": (99.0, 83.5, 98.4), "GUM-open dev": (99.8, 95.0, 99.2)}  # words, sentences, lemmas


@needs_treebanks
@pytest.mark.parametrize("name", FLOORS)
def test_words_sentences_and_lemmas_stay_as_near_to_the_treebanks_as_they_were(name):
    figures = dict(cutting(list(documents(SHARED / TREEBANKS[name]))))
    words, sentences, lemma = FLOORS[name]
    assert float(figures["words F1"]) >= words
    assert float(figures["sentences F1"]) >= sentences
    assert float(figures["lemmas, gold tags"]) >= lemma


@needs_treebanks
def test_the_table_of_lemmas_is_what_its_script_builds(tmp_path, monkeypatch):
    from training import lemma_table

    monkeypatch.setattr(lemmas, "_table", lemmas._table)  # the script puts its own in place; give ours back after
    monkeypatch.setattr(lemmas, "_remembered", {})
    monkeypatch.setattr(
        sys, "argv", ["lemma_table", "--bench", str(SHARED / "bench"), "--out", str(tmp_path / "built")]
    )
    lemma_table.main()
    assert (tmp_path / "built").read_bytes() == lemma_table.HERE.read_bytes()
