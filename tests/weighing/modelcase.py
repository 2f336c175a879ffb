"""The five model reports with the claims coded by hand, or those our reader takes from them, ready to be asked."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sayso.asking.case import Known, known
from sayso.asking.contradictions import contradictions_of
from sayso.asking.geography import geography
from sayso.codebook.predicates import load
from sayso.records import Claim, Contradiction, Finding, Trouble
from sayso.running import read_paths
from sayso.running.coded import coded_readings
from sayso.storing import open_case

SHARED = Path(__file__).parents[2].parent / "shared"
TABLE = SHARED / "gold" / "reports.tsv"
ABSENT = f"the reports coded by hand are not at {TABLE}"


@dataclass
class Model:
    case: Known
    coded: dict[str, frozenset[str]]  # statement → the claims that stand for it

    @cached_property
    def weighed(self) -> list[Finding]:
        return self.case.findings()

    @cached_property
    def contradictions(self) -> list[Contradiction]:
        return contradictions_of(self.case)

    @cached_property
    def by_id(self) -> dict[str, Claim]:
        return {claim.id: claim for claim in self.case.claims}

    def ids(self, sid: str) -> frozenset[str]:
        return self.coded.get(sid, frozenset())

    def missing(self, *sids: str) -> str | None:
        """Says which of these statements nothing stands for, so that a row does not hold for want of claims."""
        absent = [sid for sid in sids if not self.ids(sid)]
        return f"not read: {', '.join(absent)}" if absent else None

    def findings_with(self, *sids: str) -> list[Finding]:
        return [finding for finding in self.weighed if all(self.ids(sid) & set(finding.claims) for sid in sids)]

    def actors_at(self, sid: str, end: str) -> set[str]:
        return {mention.actor or mention.name for id in self.ids(sid)
                for mention in (self.by_id[id].subject if end == "subject" else self.by_id[id].object)}

    def one_place(self, one: str, other: str) -> bool:
        here, there = ([place for id in self.ids(sid) for place in self.by_id[id].place] for sid in (one, other))
        return any(geography().same(a.name, b.name) for a in here for b in there)

    def why_one(self, one: str, other: str) -> tuple[str, ...]:
        if self.missing(one, other):
            return ()
        here, there = (min(self.ids(sid)) for sid in (one, other))
        return self.case.why_one(self.by_id[here], self.by_id[there])


def rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf8", newline="") as table:
        return list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))


def read_case(folder: Path) -> Iterator[Model]:
    """The model case as our own reader reads it. A statement stands for the claims of its predicate and side that
    share words with it: whatever the reader missed stands for nothing, and its rows do not hold."""
    with open_case(folder / "read.sayso", create=True) as store:
        read_paths([SHARED / "reports"], store=store)
        case = known(store, "contradictions")
        coded = {row["sid"]: frozenset(claim.id for claim in case.claims if _stands_for(claim, row)) for row in rows()}
        yield Model(case, coded)


def _stands_for(claim: Claim, row: dict[str, str]) -> bool:
    shared = min(claim.end, int(row["end"])) - max(claim.start, int(row["start"]))
    return (claim.document.startswith(row["doc"]) and shared > 0 and claim.predicate == row["predicate"]
            and claim.certainty[-1] == row["certainty"][-1])  # fmt: skip


def coded_case(folder: Path) -> Iterator[Model]:
    """The model case from the table coded by hand."""
    coded: dict[str, frozenset[str]] = {}
    with open_case(folder / "model.sayso", create=True) as store:
        for read in coded_readings(TABLE, SHARED / "reports", load()):
            assert not isinstance(read, Trouble), read
            store.add(read.document, read.reading)
            here = [row for row in rows() if read.document.name.startswith(row["doc"])]
            assert len(here) == len(read.reading.claims), read.reading.troubles
            coded |= {row["sid"]: frozenset({claim.id})
                      for row, claim in zip(here, read.reading.claims, strict=True)}  # fmt: skip
        yield Model(known(store, "contradictions"), coded)
