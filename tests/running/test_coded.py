"""Tables coded by hand: whatever stands in a row, it is a claim that quotes its report or a trouble that names it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sayso.codebook.predicates import load
from sayso.records import Claim, Trouble
from sayso.running import Read
from sayso.running.coded import COLUMNS, coded_readings

TEXT = "Radio Dorn said Kessar attacked Navar. Nobody else saw the convoy that night.\n"
CODEBOOK = load()
NAMES = ("start", "end", *COLUMNS[1:])
RIGHT = {"quote": "Kessar attacked Navar", "source_chain": "Wire > Radio Dorn", "stance": "alleged", "certainty": "CT+",
         "predicate": "attack", "subject": "Kessar", "object": "Navar"}  # fmt: skip


def coded(folder: Path, **cells: str) -> tuple[list[Claim], list[Trouble]]:
    texts = folder / "texts"
    texts.mkdir(exist_ok=True)
    (texts / "a.txt").write_text(TEXT, encoding="utf8")
    row = [{**RIGHT, **cells}.get(name, "") for name in NAMES]
    lines = ("\t".join(["doc", *NAMES]), "\t".join(["a", *row]))
    (folder / "coded.tsv").write_text("\n".join(lines) + "\n", encoding="utf8")
    [read] = coded_readings(folder / "coded.tsv", texts, CODEBOOK)
    assert isinstance(read, Read)
    return list(read.reading.claims), list(read.reading.troubles)


cells = st.text(st.characters(exclude_characters="\t\r\n", exclude_categories=["Cs"]), max_size=20)
numbers = st.integers(-100, 200).map(str)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(NAMES), cells | numbers | st.sampled_from(sorted(RIGHT.values())), max_size=4))
@example({"start": "-62", "end": "-41"})
@example({"start": "16", "end": "16", "quote": ""})
@example({"time": "2024-02-31"})
@example({"value": "²"})
def test_a_row_is_a_claim_that_quotes_or_a_trouble(
    tmp_path_factory: pytest.TempPathFactory, changed: dict[str, str]
) -> None:
    claims, troubles = coded(tmp_path_factory.mktemp("coded"), **changed)
    assert len(claims) + len(troubles) == 1
    for claim in claims:
        assert 0 <= claim.start < claim.end
        assert claim.quote == TEXT[claim.start : claim.end]
    assert all("Row 2" in trouble.why for trouble in troubles)
