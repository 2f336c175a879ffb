"""Analysis of competing hypotheses as a layout: what reports say, laid against every answer an analyst thinks possible.

The matrix follows Heuer (Psychology of Intelligence Analysis, 1999, chapter 8); diagnosticity is the spread of a row,
as Open Synthesis has it. Karvetski and Mandel (2020) found no gain in coherence from the technique, so nothing is
ranked, nothing is added up to a verdict, and what the picture hangs on is said.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import pstdev
from typing import Literal, Unpack

from sayso.asking.case import Known, known
from sayso.asking.clocks import When
from sayso.asking.dossier import Entries
from sayso.asking.hypotheses import File, Names, Query, Written, listed, load_hypotheses
from sayso.asking.naming import actors_named, told_by
from sayso.asking.protection import Unmasking
from sayso.asking.questions import ends
from sayso.asking.voices import heard
from sayso.records import AskingError, Cell, Evidence, Finding, Hypotheses, Hypothesis, Missing, Root, RootClass, Said
from sayso.storing import Store

_STANCES: Mapping[Said, str] = {"asserted": "for", "denied": "against", "possible": "listed"}
_VALUES: Mapping[Cell, int] = {"for": 1, "against": -1, "both": 0, "": 0}
_CLASSES: tuple[RootClass, ...] = ("N", "P", "P!", "X", "U")
Row = tuple[str, Said]  # a finding's id, and which side of it
Side = Literal["for", "against"]
Ids = frozenset[str]


def ach(store: Store, path: Path, *, unmasked: Unmasking | None = None, **when: Unpack[When]) -> Hypotheses:
    """The hypotheses of a file with every finding that their queries take up, laid against each of them.

    Raises `AskingError` where the file is not as it should be, or names an actor or a source the case does not know.
    """
    case = known(store, f"ach {path.name}", unmasked=unmasked, **when)
    file = load_hypotheses(path, case.codebook)
    findings = {finding.id: finding for finding in case.findings()}
    taken: dict[Row, dict[str, set[Side]]] = defaultdict(lambda: defaultdict(set))
    missing, notes = [], []
    pairs: set[tuple[Ids, Ids]] = set()
    for answer in file.answers:
        sides: tuple[tuple[Side, tuple[Query, ...]], ...] = (("for", answer.support), ("against", answer.against))
        for side, queries in sides:
            for number, query in enumerate(queries, start=1):
                takes, pair, doubts = _taking(query, case, Written(path.name, answer.id, side, number))
                pairs |= {pair} if pair else set()
                notes += doubts
                rows = [(finding.id, query.said) for finding in findings.values()
                        if takes(finding) and _roots(finding, query.said)]  # fmt: skip
                for row in rows:
                    taken[row][answer.id].add(side)
                if not rows:
                    missing.append(Missing(hypothesis=answer.id, side=side, what=query.in_words()))
    laid = _Laid(case, file, findings, taken)
    told = {id for id, _ in taken}
    [shown] = case.shown([Hypotheses(
        question=file.question, hypotheses=laid.hypotheses(), evidence=laid.evidence(), changes=laid.changes(),
        missing=tuple(missing), notes=tuple(dict.fromkeys(notes)), as_of=case.as_of,
        not_laid=tuple((case.proposition(finding), finding.grade) for finding in findings.values()
                       if finding.id not in told and any(_is_between(finding, *pair) for pair in pairs)),
    )])  # fmt: skip
    return shown


def _taking(
    query: Query, case: Known, where: Written
) -> tuple[Callable[[Finding], bool], tuple[Ids, Ids] | None, list[str]]:
    """Whether a finding is one the query asks for; whom it is between, where it says so; names with several bearers."""
    doubts: list[str] = []

    def meant(names: Names) -> Ids:
        found: set[str] = set()
        for name in listed(names):
            bearers = actors_named(name, case.actors)
            found |= {actor.id for actor in bearers}
            if len(bearers) > 1:
                doubts.append(f"{len(bearers)} actors of this case are called {name}: all of them are meant.")
        return frozenset(found)

    try:
        with case.naming():
            pair = (meant(query.between[0]), meant(query.between[1])) if query.between else None
            subject, object, about = map(meant, (query.subject, query.object, query.about))
            tells = told_by(query.by, case.told, case.actors) if query.by else None
    except AskingError as error:
        raise AskingError(f"{where}: {error}") from None
    by = {claim.id for claim in case.claims if tells(claim)} if tells else set()

    def takes(finding: Finding) -> bool:
        entry = case.codebook[finding.predicate]
        return (
            (pair is None or _is_between(finding, *pair))
            and (not subject or finding.subject.actor in subject)
            and (not object or (finding.object is not None and finding.object.actor in object))
            and (not about or bool(about & ends(finding)))
            and (not query.predicates or finding.predicate in query.predicates)
            and (query.group is None or entry.group == query.group)
            and (not query.kinds or finding.kind in query.kinds)
            and (query.sign is None or entry.signed(finding.kind) == query.sign)
            and (not query.grades or finding.grade in query.grades)
            and (tells is None or any(by & set(root.claims) for root in _roots(finding, query.said)))
        )

    return takes, pair or ((subject, object) if subject and object else None), doubts


def _is_between(finding: Finding, here: Ids, there: Ids) -> bool:
    """Whether one end of a finding is one of these, and the other one of those."""
    held = sorted(ends(finding))
    return len(held) == 2 and ((held[0] in here and held[1] in there) or (held[1] in here and held[0] in there))


def _roots(finding: Finding, said: Said) -> list[Root]:
    return [root for root in finding.roots if root.stance == _STANCES[said]]


class _Laid:
    """The rows that queries have taken up, and what follows from how they lie."""

    def __init__(
        self, case: Known, file: File, findings: Mapping[str, Finding], taken: Mapping[Row, Mapping[str, set[Side]]]
    ) -> None:
        self.case, self.file, self.findings = case, file, findings
        self.cells: dict[Row, tuple[Cell, ...]] = {
            row: tuple(_cell(sides.get(answer.id, set())) for answer in file.answers) for row, sides in taken.items()
        }
        claims = {claim.id: claim for claim in case.claims}
        self.entries = Entries(case, case.shade, claims)
        self.voices: dict[Row, dict[tuple[str, ...], RootClass]] = {
            row: {heard(claims[id], case).key: root.root_class
                  for root in _roots(findings[row[0]], row[1]) for id in root.claims}
            for row in self.cells
        }  # fmt: skip
        self.called = {heard(claim, case).key: heard(claim, case).name for claim in case.claims}

    def evidence(self) -> tuple[Evidence, ...]:
        """Every row, what tells the hypotheses apart most first."""
        rows = [self._row(row) for row in self.cells]
        return tuple(sorted(rows, key=lambda row: (-row.diagnosticity, -len(row.voices), row.proposition, row.said)))

    def _row(self, row: Row) -> Evidence:
        finding = self.findings[row[0]]
        roots = _roots(finding, row[1])
        return Evidence(
            proposition=self.case.proposition(finding), finding=finding.id, said=row[1], grade=finding.grade,
            voices=tuple((root.name, root.root_class) for root in roots), cells=self.cells[row],
            diagnosticity=_spread(self.cells[row]),
            lines=tuple(self.entries.line(self.entries.by_id[root.claims[0]]) for root in roots),
        )  # fmt: skip

    def hypotheses(self) -> tuple[Hypothesis, ...]:
        """Each answer with its voices, by the class each has where it speaks; none counts twice in one class."""
        return tuple(
            Hypothesis(id=answer.id, says=answer.says, support=self._by_class(place, "for"),
                       against=self._by_class(place, "against"))
            for place, answer in enumerate(self.file.answers)
        )  # fmt: skip

    def _by_class(self, place: int, side: Side) -> dict[RootClass, int]:
        held = {(voice, kind) for row, cells in self.cells.items() if cells[place] == side
                for voice, kind in self.voices[row].items()}  # fmt: skip
        counted = Counter(kind for _, kind in held)
        return {kind: counted[kind] for kind in _CLASSES}

    def changes(self) -> tuple[str, ...]:
        """Which single voices the picture hangs on: without one of them nothing is left for, or against, an answer."""
        found = []
        for place, answer in enumerate(self.file.answers):
            sides: tuple[Side, ...] = ("for", "against")
            for side in sides:
                voices = [set(self.voices[row]) for row, cells in self.cells.items() if cells[place] == side]
                for voice in sorted(set().union(*voices) if voices else set(), key=lambda key: self.called[key]):
                    if all(held == {voice} for held in voices):
                        found.append(f"Without {self.called[voice]} nothing speaks {side} “{answer.id}”.")
        most = max((_spread(cells) for cells in self.cells.values()), default=0)
        for row, cells in sorted(self.cells.items()):
            if most and _spread(cells) == most and len(self.voices[row]) == 1:
                [voice] = self.voices[row]
                clause = self.case.proposition(self.findings[row[0]])
                found.append(f"Only {self.called[voice]} is heard on what tells most: {clause} ({row[1]}).")
        return tuple(found)


def _spread(cells: tuple[Cell, ...]) -> float:
    return round(pstdev(_VALUES[cell] for cell in cells), 3)


def _cell(sides: set[Side]) -> Cell:
    if len(sides) == 2:
        return "both"
    return next(iter(sides)) if sides else ""
