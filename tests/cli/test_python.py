"""The same questions in Python."""

from __future__ import annotations

import builtins
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

import sayso
from sayso.records import GatheringError, MissingExtraError

SMALL = "tests.support.makers:SmallReader"
ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text("Harbour Post said Kessar attacked Navar. Nobody else saw the convoy that night.\n")
    (folder / "b.txt").write_text("Navar attacked Kessar. Is it so? The mayor could not be reached on Monday.\n")
    return folder


@pytest.fixture
def case(folder: Path, tmp_path: Path):
    with sayso.open(tmp_path / "nexus.sayso") as opened:
        assert opened.read(folder, reader=SMALL).claims == 2
        yield opened


def test_a_case_answers_with_lists(case: sayso.Case):
    assert [claim.quote for claim in case.claims(by="Harbour Post")] == ["Harbour Post said Kessar attacked Navar."]
    assert {actor.name for actor in case.actors()} >= {"Kessar", "Navar"}
    assert len(case.findings(between=("Kessar", "Navar"))) == 2
    assert [document.name for document in case.documents(words="mayor")] == ["b.txt"]
    assert [trouble.document for trouble in case.troubles()] == ["b.txt"]


def test_answers_become_dicts_and_data_frames(case: sayso.Case):
    claims = case.claims()
    assert claims.to_dicts()[0]["quote"] == claims[0].quote
    frame = claims.to_pandas()
    assert list(frame["sources"]) == ["Harbour Post", ""]
    assert len(case.findings().to_pandas()) == 2


def test_a_dossier_is_its_lines_and_its_pages(case: sayso.Case):
    dossier = case.dossier("Kessar", "Navar")
    assert {line["quote"] for line in dossier} == {claim.quote for claim in case.claims()}
    assert list(dossier.to_pandas()["side"]) == ["for", "for"]
    assert dossier.to_markdown().startswith("# Kessar and Navar")
    assert dossier.to_html().startswith("<!doctype html>")
    assert dossier.record.reports == 2


def test_two_actors_are_judged_one(case: sayso.Case):
    (join,) = case.judge("Kessar", "Navar", "same", reason="One seal.", by="Ana")
    assert len(case.actors(called="Kessar")[0].members) == 4
    case.store.undo(join.number, reason="Two seals.", by="Ana")
    assert len(case.actors(called="Kessar")[0].members) == 2


def test_reports_are_read_without_a_case(folder: Path):
    assert len(sayso.read(folder, reader=SMALL)) == 2
    (folder / "c.txt").write_bytes(b"")
    with pytest.raises(GatheringError, match=r"c\.txt: .*empty"):
        sayso.read(folder, reader=SMALL)


def test_without_pandas_the_extra_is_named(case: sayso.Case, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'sayso\[pandas\]'"):
        case.claims().to_pandas()


def test_importing_sayso_imports_nothing_else():
    heavy = "import sayso, sys; print([name for name in ('sqlalchemy', 'msgspec', 'typer') if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", heavy], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_public_is_a_handful_of_names():
    assert sayso.__all__ == ["Case", "open", "read"]
    assert builtins.open is not sayso.open


def test_ctrl_c_keeps_what_is_stored(tmp_path: Path):
    folder, kept = tmp_path / "reports", tmp_path / "kept.sayso"
    folder.mkdir()
    for number in range(40):
        (folder / f"{number:02}.txt").write_text(f"SLOW Day {number}. Kessar attacked Navar. Nobody says why it was.\n")
    command = [sys.executable, "-m", "sayso", "read", str(folder), "--into", str(kept), "--reader", SMALL]
    run = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not (kept.exists() and _claims(kept)):
        time.sleep(0.02)
    os.kill(run.pid, signal.SIGINT)
    _, told = run.communicate(timeout=60)
    assert run.returncode == 130
    assert "Stopped. What was stored stays; the same command goes on from there." in told
    assert "Traceback" not in told
    assert 0 < _claims(kept) < 40


def _claims(path: Path) -> int:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as file:
        try:
            return int(file.execute("SELECT count(*) FROM claims").fetchone()[0])
        except sqlite3.OperationalError:
            return 0
