"""From a folder to a case: everything is read once, and every failure is told."""

from __future__ import annotations

import io
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tests.support.makers import SmallReader

from sayso.records import Claim, ReadingError
from sayso.running import Progress, ReaderChoice, read_paths, reader_names
from sayso.running.readers import opened
from sayso.storing import SqliteStore, open_case

SMALL = ReaderChoice("tests.support.makers:SmallReader")
ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    (folder / "later").mkdir(parents=True)
    (folder / "a.txt").write_text("Kessar attacked Navar on the river road. Radio said Kessar attacked Navar.\n")
    (folder / "b.txt").write_text("Nobody knows who fired first. Is it so? The mayor could not be reached.\n")
    (folder / "later" / "c.txt").write_text("Harbour Post said Navar attacked Kessar. It gave no date.\n")
    return folder


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    with open_case(tmp_path / "nexus.sayso", create=True) as opened:
        yield opened


def test_a_folder_is_read_into_a_case(folder: Path, store: SqliteStore):
    done = read_paths([folder], reader=SMALL, store=store)
    assert (done.documents, done.held, done.claims, done.new, done.failed) == (3, 0, 2, 2, ())
    assert [trouble.kind for trouble in done.troubles] == ["sentence-failed"]
    assert [claim.document for claim in store.claims()] == ["a.txt", "later/c.txt"]
    assert store.check() == []


def test_a_second_run_reads_nothing_and_adds_nothing(folder: Path, store: SqliteStore):
    read_paths([folder], reader=SMALL, store=store)
    before = store.digest()
    told: list[Claim] = []
    done = read_paths([folder], reader=SMALL, store=store, each=told.extend)
    assert (done.documents, done.held, done.new) == (0, 3, 0)
    assert told == list(store.claims())
    assert store.digest() == before


def test_two_processes_store_what_one_does(folder: Path, store: SqliteStore, tmp_path: Path):
    read_paths([folder], reader=SMALL, store=store)
    with open_case(tmp_path / "both.sayso", create=True) as both:
        done = read_paths([folder], reader=SMALL, store=both, jobs=2)
        assert done.documents == 3
        assert both.digest() == store.digest()


def test_a_report_that_fails_is_a_trouble_and_the_others_are_read(folder: Path, store: SqliteStore):
    (folder / "aa.txt").write_text("UNREADABLE Kessar attacked Navar.")
    done = read_paths([folder], reader=SMALL, store=store)
    assert (done.documents, done.failed) == (3, ("aa.txt",))
    (trouble,) = [trouble for trouble in store.troubles() if trouble.kind == "report-failed"]
    assert trouble.document == "aa.txt"
    assert "ValueError: this report cannot be read" in trouble.why


def test_a_report_that_kills_its_process_is_a_trouble_and_the_others_are_read(folder: Path, store: SqliteStore):
    (folder / "aa.txt").write_text("DEADLY Kessar attacked Navar.")
    done = read_paths([folder], reader=SMALL, store=store, jobs=2)
    assert (done.documents, done.failed) == (3, ("aa.txt",))
    assert any("died" in trouble.why for trouble in store.troubles())


def test_a_file_that_cannot_be_read_is_tried_again_and_its_trouble_goes(folder: Path, store: SqliteStore):
    (folder / "aa.txt").write_bytes(b"")
    assert read_paths([folder], reader=SMALL, store=store).failed == ("aa.txt",)
    assert [trouble.document for trouble in store.troubles()] == ["aa.txt", "b.txt"]
    (folder / "aa.txt").write_text("Navar attacked Kessar. The bridge stayed closed for a week.\n")
    assert read_paths([folder], reader=SMALL, store=store).failed == ()
    assert [trouble.document for trouble in store.troubles()] == ["b.txt"]


def test_a_file_name_that_is_no_text_is_no_hindrance(folder: Path, store: SqliteStore):
    (folder / os.fsdecode(b"\xff.txt")).write_text("Navar attacked Kessar. The bridge stayed closed for a week.\n")
    (folder / os.fsdecode(b"\xfe.txt")).write_bytes(b"")
    done = read_paths([folder], reader=SMALL, store=store)
    assert (done.documents, done.failed) == (4, ("\\udcfe.txt",))
    assert store.document("\\udcff.txt").text.startswith("Navar attacked")


def test_standard_input_is_a_report_too():
    done = read_paths(["-"], reader=SMALL, stdin=io.BytesIO(b"Kessar attacked Navar. The road was closed.\n"))
    assert (done.documents, done.claims) == (1, 1)


def test_progress_is_told_after_every_report(folder: Path):
    told: list[Progress] = []
    read_paths([folder], reader=SMALL, progress=told.append)
    assert [now.documents for now in told] == [1, 2, 3]
    assert told[-1] == Progress(name="later/c.txt", documents=3, claims=2, troubles=1)


def test_a_reader_that_is_not_there_is_named_with_those_that_are(folder: Path):
    with pytest.raises(ReadingError, match=r"oracle: no such reader is installed\. There are: .*frames"):
        read_paths([folder], reader=ReaderChoice("oracle"))
    with pytest.raises(ReadingError, match="cannot be opened"):
        read_paths([folder], reader=ReaderChoice("tests.support.makers:NoReader"))


def test_the_readers_we_ship():
    assert reader_names() == ("frames",)


def test_a_reader_is_not_opened_to_learn_that_nothing_is_new(
    folder: Path, store: SqliteStore, monkeypatch: pytest.MonkeyPatch
):
    read_paths([folder], reader=SMALL, store=store)
    opened.cache_clear()
    monkeypatch.setattr(SmallReader, "open", lambda: pytest.fail("opened"))
    assert read_paths([folder], reader=SMALL, store=store).held == 3


def test_another_language_model_reads_anew(folder: Path, store: SqliteStore):
    read_paths([folder], reader=SMALL, store=store)
    done = read_paths([folder], reader=ReaderChoice.of(SMALL.name, parser="other"), store=store)
    assert (done.documents, done.held, done.new) == (3, 0, 0)


@pytest.mark.parametrize("stored_before_the_kill", [1, 5])
def test_killed_at_any_moment_a_second_run_ends_as_an_undisturbed_one(tmp_path: Path, stored_before_the_kill: int):
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(12):
        (folder / f"{number:02}.txt").write_text(f"SLOW Day {number}. Kessar attacked Navar. Was it so? Nobody says.\n")
    (folder / "05.txt").write_bytes(b"")
    whole, cut = tmp_path / "whole.sayso", tmp_path / "cut.sayso"

    def command(case: Path) -> list[str]:
        return [sys.executable, "-m", "sayso", "read", str(folder), "--into", str(case), "--reader", SMALL.name]

    run = subprocess.Popen(command(cut), cwd=ROOT, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while run.poll() is None and time.monotonic() < deadline:
        if cut.exists() and cut.stat().st_size and _stored(cut) >= stored_before_the_kill:
            break
        time.sleep(0.01)
    os.kill(run.pid, signal.SIGKILL)
    assert run.wait() == -signal.SIGKILL
    assert stored_before_the_kill <= _stored(cut) < 11
    for case in (cut, whole):
        assert subprocess.run(command(case), cwd=ROOT, capture_output=True, check=False).returncode == 1
    with open_case(cut) as left, open_case(whole) as right:
        assert left.dump() == right.dump()
        assert left.check() == []


def test_two_runs_into_one_new_case_do_not_disturb_each_other(tmp_path: Path):
    case = tmp_path / "both.sayso"
    runs = []
    for half in ("left", "right"):
        (tmp_path / half).mkdir()
        for number in range(5):
            text = f"SLOW {half} {number}. Kessar attacked Navar. Nobody says why it was so.\n"
            (tmp_path / half / f"{half}{number}.txt").write_text(text)
        command = [sys.executable, "-m", "sayso", "read", half, "--into", str(case), "--reader", SMALL.name]
        runs.append(subprocess.Popen(
            command, cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(ROOT)}, stderr=subprocess.PIPE, text=True
        ))  # fmt: skip
    told = [run.communicate(timeout=120)[1] for run in runs]
    assert [run.returncode for run in runs] == [0, 0], told
    with open_case(case) as store:
        assert len(list(store.documents())) == 10
        assert store.check() == []


def _stored(case: Path) -> int:
    with closing(sqlite3.connect(f"file:{case}?mode=ro", uri=True)) as file:
        try:
            return int(file.execute("SELECT count(*) FROM readings").fetchone()[0])
        except sqlite3.OperationalError:
            return 0
