"""What a question gives in Python: a list, with ways out of it."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Any, TypeVar

from sayso.exporting import hypotheses
from sayso.exporting.dossier import render
from sayso.exporting.rows import Row, flat, row
from sayso.records import Dossier, Hypotheses, MissingExtraError

Record = TypeVar("Record")


class Results(list[Record]):
    """Records in a list. `to_dicts` loses nothing; `to_pandas` has one value a column."""

    def to_dicts(self) -> list[Row]:
        """Each record as plain values, as `--format jsonl` prints it."""
        return [row(record) for record in self]

    def to_pandas(self) -> Any:
        """A data frame, as `--format csv` prints it. Raises `MissingExtraError` where pandas is not installed."""
        try:
            pandas = import_module("pandas")
        except ImportError as error:
            raise MissingExtraError("A data frame needs pandas: `pip install 'sayso[pandas]'`.") from error
        return pandas.DataFrame([flat(record) for record in self])


class DossierResults(Results[Row]):
    """A dossier as its lines, one for each claim that stands in it; `record` is all of it."""

    def __init__(self, record: Dossier) -> None:
        super().__init__(_lines(record))
        self.record = record

    def to_markdown(self) -> str:
        """The dossier as a page of Markdown."""
        return render(self.record, "md")

    def to_html(self) -> str:
        """The dossier as one page of HTML that stands alone."""
        return render(self.record, "html")

    _repr_html_ = to_html  # what a notebook shows


class HypothesesResults(Results[Row]):
    """Hypotheses as the rows of their matrix, a column for each; `record` is all of it."""

    def __init__(self, record: Hypotheses) -> None:
        super().__init__(_rows(record))
        self.record = record

    def to_markdown(self) -> str:
        """The matrix as a page of Markdown, with what it hangs on and what no report says."""
        return hypotheses.markdown(self.record)


def _rows(laid: Hypotheses) -> Iterator[Row]:
    for evidence in laid.evidence:
        yield {
            "said": hypotheses.clause(evidence), "by": hypotheses.voices(evidence),
            **{one.id: cell for one, cell in zip(laid.hypotheses, evidence.cells, strict=True)},
            "tells": evidence.diagnosticity, "quotes": [line.quote for line in evidence.lines],
            "reports": [f"{line.document}:{line.start}" for line in evidence.lines], "finding": evidence.finding,
        }  # fmt: skip


def _lines(dossier: Dossier) -> Iterator[Row]:
    for section in dossier.sections:
        for entry in section.entries:
            for voice in entry.voices:
                for line in voice.lines:
                    yield {
                        "tie": section.title, "proposition": entry.proposition, "grade": entry.finding.grade,
                        "side": voice.root.stance, "root": voice.root.name, "class": voice.root.root_class,
                        "chain": list(line.chain), "stance": line.stance, "certainty": line.certainty,
                        "quote": line.quote, "document": line.document, "start": line.start, "end": line.end,
                        "said": line.said, "happened": line.happened, "figure": line.figure, "claim": line.claim,
                    }
