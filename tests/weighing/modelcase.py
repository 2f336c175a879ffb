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

    def findings_with(self, *sids: str) -> list[Finding]:
        return [finding for finding in self.weighed if all(self.ids(sid) & set(finding.claims) for sid in sids)]

    def actors_at(self, sid: str, end: str) -> set[str]:
        return {mention.actor or mention.name for id in self.ids(sid)
                for mention in (self.by_id[id].subject if end == "subject" else self.by_id[id].object)}

    def one_place(self, one: str, other: str) -> bool:
        here, there = ([place for id in self.ids(sid) for place in self.by_id[id].place] for sid in (one, other))
        return any(geography().same(a.name, b.name) for a in here for b in there)

    def why_one(self, one: str, other: str) -> tuple[str, ...]:
        [here], [there] = self.ids(one), self.ids(other)
        return self.case.why_one(self.by_id[here], self.by_id[there])


def rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf8", newline="") as table:
        return list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))


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
