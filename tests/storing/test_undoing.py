"""Merging and taking back, in any order: what a case answers depends on what stands, never on how it came to stand."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, rule
from tests.asking.case import the_reports

from sayso.asking import actors, findings
from sayso.exporting import exporter
from sayso.records import Judgement
from sayso.storing import SqliteStore, open_case

REPORTS = the_reports()
MEMBERS = sorted(actor.id for report in REPORTS for actor in report.reading().actors)


def view(store: SqliteStore) -> str:
    """Everything a case answers, byte by byte, but for the numbers and times of judgements."""
    from io import StringIO

    out = StringIO()
    for told in (actors(store), findings(store)):
        exporter("jsonl")(told, out)
    return out.getvalue()


class Judging(RuleBasedStateMachine):
    """An analyst who merges, parts, doubts, renames and takes back. `standing` are the judgements that hold."""

    made = Bundle("made")

    def __init__(self) -> None:
        super().__init__()
        self.open = ExitStack()
        folder = Path(self.open.enter_context(tempfile.TemporaryDirectory()))
        self.store = self.open.enter_context(open_case(folder / "case.sayso", create=True))
        self.standing: dict[int, tuple[str, str, Judgement]] = {}
        self.seen: dict[tuple[tuple[int, tuple[str, str, Judgement]], ...], str] = {}

    def teardown(self) -> None:
        self.open.close()

    @initialize(order=st.permutations(REPORTS))
    def reports_come_in_any_order(self, order: list) -> None:  # type: ignore[type-arg]
        for report in order:
            self.store.add(report.document, report.reading())
        self.untouched = view(self.store)

    @rule(target=made, left=st.sampled_from(MEMBERS), right=st.sampled_from(MEMBERS),
          judgement=st.sampled_from(["same", "different", "unsure"]))  # fmt: skip
    def judge(self, left: str, right: str, judgement: Judgement) -> int:
        return self._judged(left, right, judgement)

    @rule(target=made, member=st.sampled_from(MEMBERS), name=st.sampled_from(["Navar Column", "Kessar Union"]))
    def rename(self, member: str, name: str) -> int:
        return self._judged(member, name, "renamed")

    def _judged(self, left: str, right: str, judgement: Judgement) -> int:
        number = self.store.judge(left, right, judgement, reason="I know them.", by="Ana").number
        assert number is not None
        self.standing[number] = (left, right, judgement)
        return number

    @rule(number=consumes(made))
    def undo(self, number: int) -> None:
        self.store.undo(number, reason="I was wrong.", by="Ana")
        del self.standing[number]

    @invariant()
    def what_stands_alone_decides_what_is_answered(self) -> None:
        if not hasattr(self, "untouched"):
            return
        told = view(self.store)
        assert self.seen.setdefault(tuple(sorted(self.standing.items())), told) == told
        if not self.standing:
            assert told == self.untouched


TestJudging = Judging.TestCase
TestJudging.settings = settings(max_examples=12, stateful_step_count=12, deadline=None,
                                suppress_health_check=[HealthCheck.too_slow])  # fmt: skip
