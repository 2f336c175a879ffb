"""What an analyst types, and what comes back."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import subprocess
import sys
import tomllib
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from sayso.cli import main
from sayso.cli.commands import app

SMALL = ("--reader", "tests.support.makers:SmallReader")
FORMATS = ("table", "json", "jsonl", "csv", "md")


@dataclass(frozen=True)
class Said:
    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, str]]:
        """A table as a pipe gets it."""
        head, *lines = (line.split("\t") for line in self.out.splitlines())
        return [dict(zip(head, line, strict=True)) for line in lines]


Run = Callable[..., Said]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    def typed(*words: object, stdin: bytes = b"") -> Said:
        monkeypatch.setattr(sys, "argv", ["sayso", *map(str, words)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        told = capsys.readouterr()
        code = ended.value.code
        return Said(code if isinstance(code, int) else 0, told.out, told.err)

    return typed


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text("Radio Dorn said Kessar attacked Navar. Nobody else saw the convoy that night.\n")
    (folder / "b.txt").write_text("Navar attacked Kessar. Is it so? The mayor could not be reached on Monday.\n")
    return folder


@pytest.fixture
def case(folder: Path, tmp_path: Path, run: Run) -> Path:
    path = tmp_path / "nexus.sayso"
    assert run("read", folder, "--into", path, *SMALL).code == 0
    return path


# ---------------------------------------------------------------- help


def test_the_version_is_told(run: Run):
    assert run("--version").out.startswith("sayso 0.")


def test_help_lists_every_command_and_each_has_an_example(run: Run):
    names = [command.name for command in app.registered_commands]
    overview = run("--help")
    for name in names:
        assert name
        assert f" {name} " in overview.out
        shown = run(name, "--help")
        assert shown.code == 0
        assert f"sayso {name}" in shown.out.split("Example", 1)[1]


def test_help_waits_for_nothing_heavy():
    script = """
import sys
from sayso.cli import main
sys.argv = ["sayso", "--help"]
try:
    main()
except SystemExit:
    heavy = ("sqlalchemy", "msgspec", "trafilatura", "numpy", "onnxruntime", "networkx", "multiprocessing", "pandas")
    print([name for name in heavy if name in sys.modules])
"""
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert told.stdout.splitlines()[-1] == "[]"


def test_a_wrong_option_is_a_usage_error(run: Run):
    assert run("claims", "x.sayso", "--frobnicate").code == 2
    assert run("nonsense").code == 2


# ---------------------------------------------------------------- reading


def test_claims_of_every_report_go_to_standard_output_and_the_rest_to_standard_error(folder: Path, run: Run):
    said = run("read", folder, "--format", "jsonl", *SMALL)
    assert said.code == 0
    claims = [json.loads(line) for line in said.out.splitlines()]
    assert [(claim["document"], claim["quote"]) for claim in claims] == [
        ("a.txt", "Radio Dorn said Kessar attacked Navar."), ("b.txt", "Navar attacked Kessar."),
    ]  # fmt: skip
    for claim in claims:
        assert claim["quote"] == (folder / claim["document"]).read_text()[claim["start"] : claim["end"]]
    assert "2 reports read" in said.err
    assert "2 claims" in said.err
    assert "b.txt 31-32 sentence-failed: It ends in a question mark" in said.err


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_holds_every_claim(folder: Path, run: Run, format: str):
    said = run("read", folder, "--format", format, *SMALL)
    assert said.out.count("attacked Navar.") == said.out.count("attacked Kessar.") == 1


def test_without_a_case_or_a_format_a_table_is_printed(folder: Path, run: Run):
    assert [row["who says so"] for row in run("read", folder, *SMALL).rows] == ["Radio Dorn", "the report itself"]


def test_a_second_reading_into_a_case_adds_nothing_and_can_still_print(folder: Path, case: Path, run: Run):
    said = run("read", folder, "--into", case, "--format", "csv", *SMALL)
    assert said.code == 0
    assert "0 reports read, 2 held already; 0 claims, 0 of them new to nexus.sayso" in said.err
    assert len(list(csv.DictReader(io.StringIO(said.out)))) == 2


def test_a_file_that_cannot_be_read_is_named_and_the_status_says_so(folder: Path, run: Run):
    (folder / "c.txt").write_bytes(b"")
    said = run("read", folder, *SMALL)
    assert said.code == 1
    assert "c.txt empty:" in said.err
    assert "Nothing could be read of 1 file: c.txt" in said.err
    assert len(said.rows) == 2


def test_standard_input_is_read(run: Run):
    assert len(run("read", "-", *SMALL, stdin=b"Kessar attacked Navar. The road is closed.\n").rows) == 1


def test_a_reader_that_is_not_there_is_one_line_and_no_traceback(folder: Path, run: Run):
    said = run("read", folder, "--reader", "oracle")
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("sayso: oracle: no such reader is installed.")
    assert said.err.count("\n") == 1


@pytest.mark.parametrize("screen", ["a pipe", "a terminal"])
def test_a_report_cannot_move_the_cursor(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, screen: str):
    (tmp_path / "x.txt").write_text("Radio \x1b[2J Post said Kessar attacked Navar. Nobody saw who did it.\n")
    case = tmp_path / "x.sayso"
    assert run("read", tmp_path / "x.txt", "--into", case, *SMALL).code == 0
    if screen == "a terminal":
        monkeypatch.setenv("FORCE_COLOR", "1")
    for said in (run("claims", case), run("dossier", case, "Kessar", "Navar")):
        assert "\N{REPLACEMENT CHARACTER}" in said.out
        assert "\x1b[2J" not in said.out


# ---------------------------------------------------------------- asking


def test_claims_are_found_by_actor_source_predicate_and_words(case: Path, run: Run):
    assert len(run("claims", case).rows) == 2
    assert len(run("claims", case, "--about", "kessar").rows) == 2
    assert len(run("claims", case, "--by", "Radio Dorn").rows) == 1
    assert len(run("claims", case, "--predicate", "attack").rows) == 2
    assert len(run("claims", case, "--words", "dorn").rows) == 1
    assert len(run("claims", case, "--since", "2024-03", "--until", "2024-03-05").rows) == 2
    nothing = run("claims", case, "--until", "2019")
    assert (nothing.code, nothing.out, nothing.err) == (0, "", "Nothing found.\n")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--about", "Kesar"), "Did you mean Kessar"),
        (("--by", "Radio Dorm"), "Did you mean Radio Dorn"),
        (("--predicate", "atack"), "atack"),
        (("--since", "March"), "2024-03"),
    ],
)
def test_a_question_about_something_unknown_says_what_is_known(
    case: Path, run: Run, words: tuple[str, ...], told: str
):
    said = run("claims", case, *words)
    assert said.code == 2
    assert told in said.err
    assert "Traceback" not in said.err


def test_a_table_in_a_pipe_is_not_cut(case: Path, run: Run):
    assert run("claims", case).rows[0]["words"] == "“Radio Dorn said Kessar attacked Navar.”"


def test_findings_say_who_is_for_and_against(case: Path, run: Run):
    told = [json.loads(line) for line in run("findings", case, "--format", "jsonl").out.splitlines()]
    assert {(f["subject"]["name"], f["object"]["name"]) for f in told} == {("Kessar", "Navar"), ("Navar", "Kessar")}
    assert len(run("findings", case, "--between", "Kessar", "Navar").rows) == 2
    assert run("findings", case, "--grade", "proven").code == 2


@pytest.mark.parametrize("format", ["md", "json", "html", "table", "jsonl", "csv"])
def test_a_dossier_is_a_page_or_rows(case: Path, run: Run, format: str):
    said = run("dossier", case, "Kessar", "Navar", "--format", format)
    assert said.code == 0
    assert "Radio Dorn said Kessar attacked Navar." in said.out


def test_actors_are_merged_with_a_reason_and_the_merging_taken_back(case: Path, run: Run):
    assert {row["actor"] for row in run("actors", case).rows} >= {"Kessar", "Navar"}
    assert run("actors", case, "merge", "Kessar", "Navar").code == 2
    assert run("actors", case, "merge", "Kessar", "Navar", "--reason", "One seal.", "--by", "Ana").code == 0
    (one,) = run("actors", case, "--called", "Navar").rows
    assert "Kessar" in (one["actor"], one["other names"])
    (judged,) = run("actors", case, "judgements").rows
    assert (judged["reason"], judged["by"]) == ("One seal.", "Ana")
    assert run("actors", case, "undo", judged["number"], "--reason", "Two seals.").code == 0
    assert run("actors", case, "judgements").out == ""
    assert {row["actor"] for row in run("actors", case).rows} >= {"Kessar", "Navar"}


def test_reports_and_what_was_not_read_are_listed(case: Path, run: Run):
    assert [row["report"] for row in run("documents", case).rows] == ["a.txt", "b.txt"]
    assert [row["report"] for row in run("documents", case, "--words", "mayor").rows] == ["b.txt"]
    assert [(row["report"], row["place"]) for row in run("troubles", case).rows] == [("b.txt", "31-32")]


def test_a_sound_case_passes_its_check_and_a_damaged_one_does_not(case: Path, run: Run):
    sound = run("check", case)
    assert (sound.code, "sound. Digest" in sound.err) == (0, True)
    with closing(sqlite3.connect(case)) as file, file:
        file.execute("UPDATE claims SET predicate = 'praise'")
    damaged = run("check", case)
    assert damaged.code == 1
    assert {row["kind"] for row in damaged.rows} == {"wrong-column"}


def test_deeds_are_listed_as_coders_of_events_keep_them(case: Path, run: Run):
    for row in run("events", case).rows:
        assert (row["code"], row["quad class"], row["status"]) == ("ASSAULT", "material conflict", "reported as fact")
    assert {row["actor"] for row in run("events", case, "--about", "Kessar", "--plain").rows} == {"Kessar", "Navar"}
    assert run("events", case, "--root", "AID").out == ""
    unknown = run("events", case, "--root", "KINDNESS")
    assert unknown.code == 2
    assert "COERCE" in unknown.err


def test_a_case_that_is_not_there_is_one_line(tmp_path: Path, run: Run):
    said = run("findings", tmp_path / "none.sayso")
    assert said.code == 2
    assert said.err.count("\n") == 1
    assert "there is no such case" in said.err


def test_an_export_is_written_whole_in_the_format_of_its_name(case: Path, tmp_path: Path, run: Run):
    out = tmp_path / "claims.csv"
    assert run("export", case, "--to", out).code == 0
    assert len(list(csv.DictReader(out.read_text().splitlines()))) == 2
    assert run("export", case, "--to", tmp_path / "actors.jsonl", "--what", "actors").code == 0
    assert run("export", case, "--to", tmp_path / "events.csv", "--what", "events").code == 0
    assert {row["root"] for row in csv.DictReader((tmp_path / "events.csv").read_text().splitlines())} == {"ASSAULT"}
    unknown = run("export", case, "--to", tmp_path / "claims.xyz")
    assert unknown.code == 2
    assert "csv, json, jsonl, md" in unknown.err
    assert "--format" in run("export", case, "--to", tmp_path / "claims").err
    assert sorted(path.name for path in tmp_path.glob("claims*")) == ["claims.csv"]


def test_the_codebook_is_shown_whole_or_by_predicate(run: Run):
    assert len(run("codebook").rows) == 65
    assert "One side teaches fighters" in run("codebook", "train").out
    assert json.loads(run("codebook", "train", "--format", "jsonl").out)["predicate"] == "train"
    assert run("codebook", "tame").code == 2


# ---------------------------------------------------------------- claims coded by hand

HEAD = (
    "doc", "sid", "start", "end", "quote", "source_chain", "stance", "certainty", "predicate", "subject", "object",
    "kind", "place", "time", "value", "note",
)  # fmt: skip


def coded(sid: str, quote: str, **cells: str) -> str:
    told = {
        "doc": sid[0], "sid": sid, "quote": quote, "source_chain": "Wire", "stance": "affirmed", "certainty": "CT+",
        "predicate": "attack", "subject": "Kessar", "object": "Navar", **cells,
    }  # fmt: skip
    return "\t".join(told.get(name, "") for name in HEAD)


ROWS = (
    "\t".join(HEAD),
    coded(
        "a.1", "Kessar attacked Navar", source_chain="Wire > Radio Dorn [anonymous; party Kessar]", stance="alleged",
        place="Dorn", time="2024-03", value="4-6 trucks", note="weapon=rifles",
    ),
    coded("a.2", "nowhere in it"),
    coded("a.3", "Radi", start="0", end="4", stance="sworn"),
    coded("z.1", "words"),
)  # fmt: skip


def test_claims_coded_by_hand_come_into_a_case(folder: Path, tmp_path: Path, run: Run):
    table, case = tmp_path / "coded.tsv", tmp_path / "coded.sayso"
    table.write_text("\n".join(ROWS[:2]))
    assert run("import", case, table, "--texts", folder).code == 0
    (claim,) = [json.loads(line) for line in run("claims", case, "--format", "jsonl").out.splitlines()]
    assert (claim["quote"], claim["reader"], claim["stance"]) == ("Kessar attacked Navar", "hand", "alleged")
    assert [(s["name"], s["kind"], s["side"]) for s in claim["sources"]] == [("Radio Dorn", "unnamed", "Kessar")]
    assert claim["value"] == {"text": "4-6 trucks", "low": 4, "best": None, "high": 6, "unit": "trucks"}
    assert (claim["time"]["earliest"], claim["time"]["latest"]) == ("2024-03-01", "2024-03-31")
    assert claim["roles"] == {"weapon": "rifles"}
    assert run("check", case).code == 0
    again = run("import", case, table, "--texts", folder)
    assert "1 claim, 0 new" in again.err


def test_a_row_that_is_no_claim_is_named_and_the_others_come(folder: Path, tmp_path: Path, run: Run):
    table, case = tmp_path / "coded.tsv", tmp_path / "coded.sayso"
    table.write_text("\n".join(ROWS))
    said = run("import", case, table, "--texts", folder)
    assert said.code == 1
    assert "Row 3 (a.2) is no claim: its quote stands 0 times in a.txt" in said.err
    assert "Row 4 (a.3) is no claim: Invalid enum value 'sworn' - at `$.stance`" in said.err
    assert "z missing:" in said.err
    assert len(run("claims", case).rows) == 1


def test_a_table_without_its_columns_is_refused(folder: Path, tmp_path: Path, run: Run):
    (tmp_path / "coded.tsv").write_text("doc\tquote\na\twords\n")
    said = run("import", tmp_path / "coded.sayso", tmp_path / "coded.tsv", "--texts", folder)
    assert said.code == 2
    assert "no column source_chain, stance" in said.err
    assert not (tmp_path / "coded.sayso").exists()


# ---------------------------------------------------------------- what can be printed, and where to


@pytest.mark.parametrize("format", FORMATS)
def test_every_list_comes_in_every_format(case: Path, run: Run, format: str):
    for asked in (["claims", case], ["findings", case], ["actors", case], ["documents", case], ["troubles", case],
                  ["sources", case], ["timeline", case], ["network", case], ["news", case, "--since", "2019"],
                  ["changes", case], ["check", case], ["codebook"], ["codebook", "train"]):  # fmt: skip
        said = run(*asked, "--format", format)
        assert said.code == 0, (asked, said.err)
        if format == "json":
            assert isinstance(json.loads(said.out), list)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
def test_a_full_disk_is_no_fault_of_ours(case: Path):
    asked = [sys.executable, "-c", "from sayso.cli import main; main()", "claims", str(case), "--format", "jsonl"]
    with open("/dev/full", "w") as full:
        said = subprocess.run(asked, stdout=full, stderr=subprocess.PIPE, text=True)
    assert said.returncode == 2
    assert "could not be written" in said.stderr


# ---------------------------------------------------------------- with the language model


def test_what_the_language_model_sees_is_shown(tmp_path: Path, run: Run):
    (tmp_path / "x.txt").write_text("Gunmen fled.\r\nThe road is closed.")
    trees = [json.loads(line) for line in run("parse", tmp_path / "x.txt").out.splitlines()]
    assert [tree["words"][0] for tree in trees] == ["Gunmen", "The"]
    given = b'{"id": "7", "words": ["Gunmen", "fled", "."]}\n'
    assert json.loads(run("parse", "--tokens", stdin=given).out)["id"] == "7"
    assert "\tGunmen\t" in run("parse", "-", "--format", "conllu", stdin=b"Gunmen fled.").out
    assert run("parse", tmp_path / "none.txt").code == 2


def coded(folder: Path, *rows: str) -> Path:
    head = "doc quote source_chain stance certainty predicate subject object kind place time value note"
    table = folder / "coded.tsv"
    table.write_text("\n".join("\t".join(cells) for cells in [head.split(), *(row.split("|") for row in rows)]) + "\n")
    return table


def test_a_reader_is_measured_on_reports_that_the_analyst_coded(folder: Path, tmp_path: Path, run: Run):
    table = coded(
        tmp_path, "a|Kessar attacked Navar|AUTHOR > Radio Dorn|affirmed|CT+|attack|Kessar|Navar|||||",
        "b|Navar attacked Kessar|AUTHOR|affirmed|CT+|attack|Dorn|Kessar|||||",
    )  # fmt: skip
    measured = {row["what"]: row for row in run("bench", table, "--texts", folder, *SMALL).rows}
    assert list(measured) == ["act", "proposition", "attributed", "full"]
    assert [measured[level]["f1"] for level in measured] == ["1.0", "0.5", "0.5", "0.5"]
    assert run("bench", table, "--texts", folder, "--by", "report", *SMALL).rows[0]["coded"] == "1"
    (by_predicate,) = run("bench", table, "--texts", folder, "--by", "predicate", *SMALL).rows
    assert (by_predicate["what"], by_predicate["f1"]) == ("attack", "0.5")
    wrong = run("bench", table, "--texts", folder, "--errors", *SMALL).rows
    assert [(row["what"], row["subject"], row["report"]) for row in wrong] == [
        ("missed", "Dorn", "b.txt:0"), ("not coded", "Navar", "b.txt:0"),
    ]  # fmt: skip


def test_a_row_that_fits_no_report_is_told_when_measuring(folder: Path, tmp_path: Path, run: Run):
    table = coded(tmp_path, "c|Kessar attacked Navar|AUTHOR|affirmed|CT+|attack|Kessar|Navar|||||")
    said = run("bench", table, "--texts", folder, *SMALL)
    assert said.code == 1
    assert "no file under" in said.err
    assert "--texts" in run("bench", table).err


def test_without_a_table_the_bench_tells_how_fast_it_reads_here(run: Run):
    (row,) = run("bench", *SMALL).rows
    assert row["reports"] == "10"
    assert float(row["words_per_second"]) > 0


def test_who_is_quoted_where_is_shown(tmp_path: Path, run: Run):
    text = "The ministry said that gunmen attacked the depot on Monday.\n"
    (tmp_path / "x.txt").write_text(text)
    said = run("attributions", tmp_path / "x.txt", "--format", "jsonl")
    (found,) = [json.loads(line) for line in said.out.splitlines()]
    assert [text[start:end] for start, end in found["source"]] == ["The ministry"]
    assert [text[start:end] for start, end in found["cue"]] == ["said"]


def test_why_a_claim_was_read_is_explained(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "x.txt").write_text("Gunmen of the Kessar Front attacked the army depot in Dorn on Monday.\n")
    case = tmp_path / "x.sayso"
    assert run("read", tmp_path / "x.txt", "--into", case).code == 0
    claim = run("claims", case, "--predicate", "attack").rows[0]["id"]
    monkeypatch.chdir(tmp_path)
    said = run("explain", claim[:8])
    assert said.code == 0
    assert "→ attacked" in said.out
    assert "rule:" in said.out
    assert "of claims like this, about" in said.out
    assert "ASSAULT (material conflict), accomplished" in said.out
    (tmp_path / "y.sayso").touch()
    assert "There are 2 cases in this folder" in run("explain", claim).err


def test_doubtful_claims_are_left_out_when_asked_and_counted(tmp_path: Path, run: Run):
    (tmp_path / "x.txt").write_text("Gunmen of the Kessar Front attacked the army depot in Dorn on Monday.\n")
    rules = run("read", tmp_path / "x.txt", "--format", "jsonl")
    all_of_them = run("read", tmp_path / "x.txt", "--format", "jsonl", "--sure", "0")
    none = run("read", tmp_path / "x.txt", "--format", "jsonl", "--sure", "1")
    assert rules.out
    assert all_of_them.out == rules.out
    assert (none.code, none.out) == (0, "")
    assert "Left out as probably misread" in none.err
    assert run("read", tmp_path / "x.txt", "--sure", "7").code == 2


def test_the_demo_reads_its_reports_and_prints_the_dossier(tmp_path: Path, run: Run):
    said = run("demo", "--into", tmp_path / "demo.sayso")
    assert said.code == 0
    assert said.out.startswith("# ")
    assert "10 reports read" in said.err
    assert "“" in said.out


# ---------------------------------------------------------------- clocks and masks, the same everywhere


def test_two_dates_bound_what_is_asked_and_two_actors_what_it_is_between(case: Path, run: Run):
    assert len(run("claims", case, "--between", "Kessar", "Navar").rows) == 2
    assert len(run("claims", case, "--between", "2024-03-01", "2024-04").rows) == 2
    assert run("claims", case, "--between", "2019", "2020").out == ""
    assert run("claims", case, "--between", "2024-03-01", "2024-04", "--clock", "recorded").out == ""
    assert len(run("findings", case, "--between", "2024", "2024").rows) == 2
    assert run("findings", case, "--until", "2019").out == ""
    assert "takes two dates" in run("actors", case, "--between", "Kessar", "Navar").err
    assert "give either" in run("claims", case, "--between", "2019", "2020", "--since", "2018").err
    assert "earlier date first" in run("claims", case, "--between", "2020", "2019").err


def test_every_question_can_be_asked_as_of_a_day(case: Path, run: Run):
    for asked in (["claims", case], ["findings", case], ["actors", case], ["documents", case],
                  ["dossier", case, "Kessar"], ["sources", case], ["timeline", case], ["events", case],
                  ["network", case], ["news", case, "--since", "2019"],
                  ["export", case, "--to", case.with_suffix(".csv")]):  # fmt: skip
        assert run(*asked, "--as-of", "2099").code == 0, asked
        assert "--as-of" in run(asked[0], "--help").out
    assert run("documents", case, "--as-of", "2001").out == ""


HYPOTHESES = """question = "Who began it?"
[[hypothesis]]
id = "Kessar"
says = "Kessar did."
for = [{ subject = "Kessar", predicate = "attack" }]
[[hypothesis]]
id = "Navar"
says = "Navar did."
against = [{ subject = "Kessar", predicate = "attack" }]
"""
PRIVATE = "Mira Dal, a nurse, wept. Mira Dal said Kessar attacked Navar.\n"


def test_a_private_name_leaves_by_no_command_unless_somebody_asks_and_that_is_kept(tmp_path: Path, run: Run):
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "a.txt").write_text(PRIVATE)
    case, out = tmp_path / "x.sayso", tmp_path / "x.jsonl"
    assert run("read", tmp_path / "reports", "--into", case, *SMALL).code == 0
    claim = run("claims", case).rows[0]["id"]
    laid = tmp_path / "laid.toml"
    laid.write_text(HYPOTHESES)
    ways = [["ach", case, laid], ["claims", case], ["findings", case], ["events", case], ["actors", case],
            ["documents", case], ["troubles", case], ["dossier", case, "Kessar"], ["sources", case], ["timeline", case],
            ["network", case], ["news", case, "--since", "2019"], ["explain", claim, "--in", case],
            ["export", case, "--to", out], ["export", case, "--to", out, "--what", "documents"]]  # fmt: skip
    for asked in ways:
        formats = [()] if asked[0] in ("explain", "export") else [("--format", format) for format in FORMATS]
        for format in formats:
            said = run(*asked, *format)
            assert said.code == 0, said.err
            assert "Dal" not in said.out + (out.read_text() if out.exists() else ""), asked
    assert [row["what"] for row in run("changes", case).rows] == ["read"]
    for asked in ways:
        assert run(*asked, "--unmasked", "--why", "Her kin asked.").code == 0
    kept = [row for row in run("changes", case).rows if row["what"] == "unmasked"]
    assert len(kept) == len(ways)
    assert all(row["note"].endswith("Her kin asked.") for row in kept)
    assert "Mira Dal" in run("claims", case, "--unmasked").out
    assert run("claims", case, "--unmasked", "--why", "The kin of Mira Dal asked.").code == 0
    assert "▮▮▮▮ ▮▮▮ asked." in run("changes", case).out, "nor is she named by whoever says why"
    with closing(sqlite3.connect(case)) as file, file:
        file.execute("UPDATE claims SET record = replace(record, 'Mira Dal said', 'Mira Dal told')")
    damaged = run("check", case)
    assert damaged.code == 1
    assert "Dal" not in damaged.out
    assert "give --unmasked with it" in run("claims", case, "--why", "Because.").err


# ---------------------------------------------------------------- a case as a whole


def test_sources_say_whom_they_speak_about(case: Path, run: Run):
    told = {row["source"]: row for row in run("sources", case).rows}
    assert told["Radio Dorn"]["speaks about"] == "Kessar 1; Navar 1"
    assert run("sources", case, "--called", "Radio Dorm").code == 2


def test_a_timeline_says_what_only_the_day_of_a_report_dates(case: Path, run: Run):
    told = run("timeline", case).rows
    assert {row["date"] for row in told} == {"of the report"}
    assert {row["report"] for row in told} == {"a.txt:0", "b.txt:0"}
    assert run("timeline", case, "--dated").out == ""


def test_the_network_asks_about_ties_and_knows_its_kinds(case: Path, run: Run):
    assert run("network", case).code == 0
    assert "both-signs, strained, path" in run("network", case, "--kind", "centrality").err


@pytest.mark.parametrize("format", ["md", "json", "table", "jsonl", "csv"])
def test_hypotheses_are_a_page_or_rows(case: Path, tmp_path: Path, run: Run, format: str):
    (tmp_path / "laid.toml").write_text(HYPOTHESES)
    said = run("ach", case, tmp_path / "laid.toml", "--format", format)
    assert said.code == 0
    assert "Radio Dorn said Kessar attacked Navar." in said.out
    if format == "json":
        assert json.loads(said.out)["evidence"][0]["cells"] == ["for", "against"]


def test_an_example_of_hypotheses_is_printed_to_begin_with(tmp_path: Path, run: Run):
    assert len(tomllib.loads(run("ach", "--example").out)["hypothesis"]) >= 3
    assert "Give a case and a file" in run("ach").err


def test_news_says_since_when_and_what_is_new(case: Path, run: Run):
    assert {row["news"] for row in run("news", case, "--since", "2020").rows} == {"new", "new report", "new actor"}
    assert "Say since when" in run("news", case).err
    assert run("news", case, "--since", "2020", "--clock", "happened").code == 2
