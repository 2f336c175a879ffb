"""What an exporter is. Every one that is installed runs this."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.support.makers import a_claim, a_document

from sayso.exporting import exporter, exporter_names, row
from sayso.records import ExportingError

REPORT = a_document("Radio said Kessar attacked Navar. Navar attacked Kessar.")
CLAIMS = [a_claim(REPORT, "Kessar attacked Navar.", by=["Radio"]), a_claim(REPORT, "Navar attacked Kessar.")]
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


def written(name: str, records: list[object]) -> str:
    out = io.StringIO(newline="")
    exporter(name)(iter(records), out)
    return out.getvalue()


def test_the_formats_we_ship():
    assert exporter_names() == ("csv", "json", "jsonl", "md")


def test_a_format_that_is_not_there_is_named_with_those_that_are():
    with pytest.raises(ExportingError, match=r"xml: no exporter.*csv, json, jsonl, md"):
        exporter("xml")


@pytest.mark.parametrize("name", exporter_names())
def test_every_claim_is_written_with_its_words(name: str):
    text = written(name, list(CLAIMS))
    assert all(claim.quote in text for claim in CLAIMS)


@pytest.mark.parametrize("name", exporter_names())
def test_nothing_is_written_as_nothing(name: str):
    assert written(name, []) == ("[]\n" if name == "json" else "")


@given(words)
@example("\x00\n\r\u2028|")
def test_json_loses_nothing(said: str):
    claims = [replace(claim, quote=said) for claim in CLAIMS]
    assert [json.loads(line) for line in written("jsonl", list(claims)).split("\n")[:-1]] == [row(c) for c in claims]
    assert json.loads(written("json", list(claims))) == [row(claim) for claim in claims]


@given(words)
@example("=HYPERLINK(1)")
@example(" +1")
@example("＠SUM")
@example("\r")
def test_no_cell_of_a_spreadsheet_is_a_formula_and_the_words_are_whole(said: str):
    (cells,) = csv.DictReader(io.StringIO(written("csv", [replace(CLAIMS[0], quote=said)]), newline=""))
    assert cells["quote"] in (said, f"'{said}")
    assert not cells["quote"].lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))


@given(words)
@example("# [x](http://evil) <script> | `a` www.evil")
def test_words_stay_words_in_markdown(said: str):
    head, rule, line, end = written("md", [replace(CLAIMS[0], quote=said)]).split("\n")
    assert end == ""
    plain = line.replace("\\\\", "").replace("\\|", "")
    assert plain.count("|") == head.count("|") == rule.count("|")
    for sign in ("<", "[", "`"):
        assert plain.count(sign) == plain.count("\\" + sign)
