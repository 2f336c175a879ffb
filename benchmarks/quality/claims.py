"""The gold scorer's four figures for the reader, set by set."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from sayso.exporting.claims import claim_json
from sayso.gathering import gather
from sayso.reading.frames import FramesReader
from sayso.records import Document

# The open texts whose number is divisible by three are held out: nobody looks at them while rules are written.
SETS = ("reports", "re3d-tuned", "re3d-held-out", "probes")


@cache
def reader(parser: str) -> FramesReader:
    """The reader, opened once a run."""
    return FramesReader.open(parser=parser)


def score(name: str, shared: Path, parser: str) -> dict[str, Any] | None:
    """Precision, recall and F1 of each level of the scorer on one set; None where the gold is not there."""
    gold = shared / "gold"
    if not (gold / "score.py").exists():
        return None
    with tempfile.TemporaryDirectory() as folder:
        rows, texts = _set(name, shared, Path(folder))
        claims = Path(folder, "claims.jsonl")
        with claims.open("w", encoding="utf8") as handle:
            for document in gather([str(path) for path in texts]):
                if isinstance(document, Document):
                    for claim in reader(parser).read(document).claims:
                        handle.write(json.dumps(claim_json(claim)) + "\n")
        command = [sys.executable, str(gold / "score.py"), str(rows), str(claims), "--json"]
        found: dict[str, Any] = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
        return found


def _set(name: str, shared: Path, folder: Path) -> tuple[Path, list[Path]]:
    """The gold table and the texts of a set."""
    gold = shared / "gold"
    if name == "reports":
        return gold / "reports.tsv", sorted((shared / "reports").glob("*.txt"))
    if name == "probes":
        split, rows = folder / "texts", folder / "gold.tsv"
        command = [
            sys.executable,
            str(gold / "probes.py"),
            str(gold / "probes.jsonl"),
            "--split",
            str(split),
            "--gold",
            str(rows),
        ]
        subprocess.run(command, check=True)
        return rows, sorted(split.glob("*.txt"))
    held = name == "re3d-held-out"
    texts = [p for p in sorted((gold / "re3d").glob("*.txt")) if (_number(p.stem) % 3 == 0) == held]
    rows = folder / "gold.tsv"
    with (gold / "re3d.tsv").open(encoding="utf8", newline="") as handle:
        table = csv.reader(handle, delimiter="\t", quoting=csv.QUOTE_NONE)
        head = next(table)
        kept = [row for row in table if (_number(row[0]) % 3 == 0) == held]
    rows.write_text("\n".join("\t".join(row) for row in [head, *kept]) + "\n", encoding="utf8")
    return rows, texts


def _number(name: str) -> int:
    found = re.search(r"\d+$", name)
    return int(found.group()) if found else -1
