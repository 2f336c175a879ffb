"""What is true of the case as one SQLite file."""

from __future__ import annotations

import logging
import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from tests.support.makers import SmallReader, a_document

from sayso.records import CaseError
from sayso.storing import migrations, open_case
from sayso.storing.tables import metadata

read = SmallReader().read
REPORT = a_document("Radio said Kessar attacked Navar.")


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "nexus.sayso"
    with open_case(path, create=True) as store:
        store.add(REPORT, read(REPORT))
    return path


def alter(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as file, file:
        for statement in statements:
            file.execute(statement)


def test_a_case_that_is_not_there_is_not_made_by_asking(tmp_path: Path):
    with pytest.raises(CaseError, match=r"there is no such case.*sayso read FOLDER --into"):
        open_case(tmp_path / "typo.sayso")
    assert not (tmp_path / "typo.sayso").exists()


def test_a_case_is_not_made_in_a_folder_that_is_not_there(tmp_path: Path):
    with pytest.raises(CaseError, match="mkdir -p"):
        open_case(tmp_path / "none" / "nexus.sayso", create=True)


def test_a_file_that_is_no_case_is_left_as_it_is(tmp_path: Path):
    letter, foreign = tmp_path / "letter.txt", tmp_path / "birds.db"
    letter.write_text("Dear editor, " * 100)
    alter(foreign, "CREATE TABLE birds (name TEXT)")
    for path in (letter, foreign, tmp_path):
        before = path.read_bytes() if path.is_file() else b""
        with pytest.raises(CaseError, match=r"is no case|not a case|a folder"):
            open_case(path, create=True)
        assert (path.read_bytes() if path.is_file() else b"") == before


def test_a_case_of_a_newer_sayso_is_refused_and_left_as_it_is(case: Path):
    alter(case, "UPDATE alembic_version SET version_num = '0999_dreams'")
    with pytest.raises(CaseError, match=r"written by a newer sayso.*0999_dreams.*pip install --upgrade"):
        open_case(case)


def test_a_case_of_an_older_sayso_is_migrated_and_kept_as_it_was(tmp_path: Path, caplog: pytest.LogCaptureFixture):
    old = tmp_path / "old.sayso"
    engine = sa.create_engine(f"sqlite:///{old}")
    with engine.connect() as connection:
        migrations.migrate(connection, to="0001_reports")
    engine.dispose()
    row = "'d-1', 'a.txt', 'aa', 'Kessar is quiet.', 'text/plain', '[]', '[]', '[]', '2024-01-01'"
    alter(old, "INSERT INTO documents (id, name, sha256, text, media_type, parts, blocks, boxes, recorded) "
               f"VALUES ({row})")  # fmt: skip
    with caplog.at_level(logging.WARNING), open_case(old) as store:
        assert [document.name for document in store.documents(words="quiet")] == ["a.txt"]
    assert "0001_reports" in caplog.text
    with closing(sqlite3.connect(tmp_path / "old.sayso.0001_reports")) as kept:
        assert kept.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001_reports",)
        assert kept.execute("SELECT count(*) FROM documents").fetchone() == (1,)


def test_a_damaged_case_is_called_damaged_and_not_foreign(case: Path):
    whole = case.read_bytes()
    case.write_bytes(whole[: len(whole) // 3])
    with pytest.raises(CaseError, match=r"damaged.*Restore the file"):
        open_case(case)


def test_a_record_that_does_not_fit_says_how_to_find_it(case: Path):
    alter(case, "UPDATE claims SET record = '{}'")
    with open_case(case) as store, pytest.raises(CaseError, match=r"missing required field.*sayso check"):
        list(store.claims())


def test_asking_an_empty_file_does_not_make_it_a_case(tmp_path: Path):
    notes = tmp_path / "notes.txt"
    notes.touch()
    with pytest.raises(CaseError, match=r"empty.*sayso read FOLDER --into"):
        open_case(notes)
    assert notes.read_bytes() == b""


def test_a_file_whose_making_was_cut_short_becomes_a_case(tmp_path: Path):
    cut = tmp_path / "cut.sayso"
    cut.touch()
    with open_case(cut, create=True) as store:
        assert store.check() == []


def test_migrations_end_in_the_tables_the_code_works_with(case: Path):
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    engine = sa.create_engine(f"sqlite:///{case}")
    with engine.connect() as connection:
        ours = MigrationContext.configure(
            connection, opts={"include_name": lambda name, kind, _: kind != "table" or "_search" not in name}
        )
        assert compare_metadata(ours, metadata) == []
    engine.dispose()


def test_the_revision_we_write_is_the_newest_there_is():
    from alembic.script import ScriptDirectory

    assert ScriptDirectory(str(Path(migrations.__file__).parent)).get_current_head() == migrations.NEWEST


@pytest.mark.parametrize(
    ("damage", "kind"),
    [
        ("UPDATE claims SET record = replace(record, 'Kessar attacked', 'Kessar praised')", "wrong-quote"),
        ("UPDATE claims SET predicate = 'praise'", "wrong-column"),
        ("UPDATE claims SET record = '{\"id\": 7}'", "damaged"),
        ("UPDATE documents SET parts = '{'", "damaged"),
        ("UPDATE documents SET text = CAST(x'ff' AS TEXT)", "damaged"),
        ("UPDATE documents SET sha256 = 'abc'", "wrong-hash"),
        ("UPDATE local_actors SET name = 'Dorn' WHERE name = 'Kessar'", "wrong-hash"),
        ("DELETE FROM readings", "loose-row"),
        ("DROP TRIGGER claims_search_turn", "index-out-of-step"),
    ],
)
def test_a_check_says_what_is_wrong(case: Path, damage: str, kind: str):
    alter(case, damage, "UPDATE claims SET quote = 'moved' WHERE 'index-out-of-step' = '" + kind + "'")
    with open_case(case) as store:
        found = store.check()
    assert kind in {trouble.kind for trouble in found}
    assert all("Restore" in trouble.why or "new" in trouble.why or "index" in trouble.why for trouble in found)


def test_a_sound_case_passes_its_check(case: Path):
    with open_case(case) as store:
        assert store.check() == []


def test_a_case_that_cannot_be_written_says_why(case: Path):
    with open_case(case) as store:
        alter(case, "CREATE TRIGGER full BEFORE INSERT ON documents BEGIN SELECT RAISE(ABORT, 'disk is full'); END")
        other = a_document("Navar attacked Kessar.")
        with pytest.raises(CaseError, match="Make room on the disk"):
            store.add(other, read(other))
        assert not store.holds(other, "small", "1")


def test_a_case_where_nobody_may_write_can_be_asked_and_not_added_to(case: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("sayso.storing.sqlite.os.access", lambda place, how: how != os.W_OK)  # as for root nothing is
    odd = case.rename(case.with_name("q?a=1#100% été.sayso"))
    odd.chmod(0o444)
    odd.parent.chmod(0o555)
    with open_case(odd) as store:
        assert len(list(store.claims())) == 1
        assert store.check() == []
        with pytest.raises(CaseError, match="copy the case"):
            store.add(other := a_document("Navar attacked Kessar."), read(other))
    odd.parent.chmod(0o755)
    assert [path.name for path in odd.parent.iterdir()] == [odd.name]


def test_an_odd_file_name_is_no_hindrance(tmp_path: Path):
    path = tmp_path / "q?a=1#100% été.sayso"
    with open_case(path, create=True) as store:
        store.add(REPORT, read(REPORT))
    with open_case(path) as store:
        assert len(list(store.claims())) == 1
    assert stat.S_ISREG(path.stat().st_mode)


def test_every_table_is_described(case: Path):
    page = (Path(__file__).parents[2] / "docs" / "reference" / "case.md").read_text(encoding="utf8")
    with closing(sqlite3.connect(case)) as file:
        tables = {name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    shadows = {name for name in tables if "_search_" in name}
    assert [name for name in sorted(tables - shadows) if f"`{name}`" not in page] == []
