"""The dossier: do A and B work together, who says so, in which words, since when, and who denies it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Unpack

from sayso.asking.case import Known, known
from sayso.asking.clocks import When
from sayso.asking.naming import actor_named, two_actors
from sayso.asking.protection import Protection, Unmasking
from sayso.asking.questions import ends
from sayso.records import (
    Actor,
    Aside,
    Claim,
    Clash,
    Dossier,
    Entry,
    Finding,
    Line,
    Party,
    Profile,
    Section,
    Time,
    Voice,
    Year,
)  # fmt: skip
from sayso.storing import Store

# What ties two actors comes first, what they do to others last.
_FIRST = ("support", "ties", "talks_agreements", "goals_ideology")
_ASIDE = 6  # entries on one actor alone


def dossier(
    store: Store, a: str, b: str | None = None, *, unmasked: Unmasking | None = None, **when: Unpack[When]
) -> Dossier:
    """What a case holds on the tie between two actors, or on one.

    Everything said between the two, in both directions, is in it; of what is said of each alone only what most reports
    carry. Raises `AskingError` where a name is nobody's or several's.
    """
    case = known(store, f"dossier on {a}" + (f" and {b}" if b is not None else ""), unmasked=unmasked, **when)
    with case.naming():
        about, other = two_actors(a, b, case.actors) if b is not None else (actor_named(a, case.actors), None)
    entries = Entries(case, case.shade, {claim.id: claim for claim in case.claims})
    weighed = case.findings()
    pair = {about.id} | ({other.id} if other else set())
    between = [entries.entry(finding) for finding in weighed if pair <= ends(finding)]
    alone = [finding for finding in weighed if ends(finding) & pair and not pair <= ends(finding)]
    spoken = {entries.by_id[id].document_id for entry in between for id in entry.finding.claims}
    [told] = case.shown([Dossier(
        about=_profile(about), other=_profile(other) if other else None,
        summary=_summary(about, other, between, len(spoken)),
        sections=_sections(between, case), denied=tuple(entry for entry in between if any(
            root.stance == "against" for root in entry.finding.roots)),
        clashes=entries.clashes(weighed, [actor for actor in (about, other) if actor]),
        years=entries.years(between),
        asides=tuple(_aside(actor, alone, entries) for actor in (about, other) if actor and other),
        undecided=tuple(f"{entry.proposition}: {doubt}" for entry in between for doubt in entry.finding.undecided),
        reports=len(spoken), as_of=case.as_of, masked=len(case.shade.people), not_read=len(store.troubles()),
    )])  # fmt: skip
    return told


@dataclass(frozen=True, slots=True)
class Entries:
    """Makes entries of findings: claims looked up by id, names hidden."""

    case: Known
    shade: Protection
    by_id: Mapping[str, Claim]

    def entry(self, finding: Finding) -> Entry:
        held = self._claims(finding.claims)
        starts = [(time.earliest, time.edtf) for time in map(time_told, held) if time and time.earliest]
        return self.shade.shown(Entry(
            proposition=self.case.proposition(finding), finding=finding, since=_start(*min(starts)) if starts else None,
            voices=tuple(Voice(root=root, lines=tuple(map(self.line, self._claims(root.claims))))
                         for root in finding.roots),
        ))  # fmt: skip

    def line(self, said: Claim) -> Line:
        claim = self.shade.shown(said)
        document = self.case.documents[claim.document_id]
        part = document.part_at(claim.start)
        time = time_told(claim)
        return Line(
            claim=claim.id, chain=tuple(source.name for source in claim.sources), stance=claim.stance,
            certainty=claim.certainty, quote=claim.quote, document=claim.document,
            publisher=part.publisher or document.publisher, start=claim.start, end=claim.end,
            said=part.published or document.published, happened=time.edtf or None if time else None,
            figure=claim.value.text if claim.value else None, rule=claim.rule,
        )  # fmt: skip

    def _claims(self, ids: Iterable[str]) -> list[Claim]:
        return sorted((self.by_id[id] for id in ids), key=lambda claim: (claim.document, claim.start, claim.id))

    def clashes(self, findings: Iterable[Finding], actors: list[Actor]) -> tuple[Clash, ...]:
        """Figures that cannot all hold, where one of `actors` stands in the finding or in the paragraph of a claim."""
        found = []
        for finding in findings:
            if finding.slots.get("value") == "contested" and self._bears(finding, actors):
                counted = [claim for claim in self._claims(finding.claims) if claim.value]
                found.append(Clash(
                    of=self.case.proposition(finding),
                    figures=tuple(dict.fromkeys(
                        (claim.value.text, _teller(claim)) for claim in counted if claim.value)),
                    lines=tuple(map(self.line, counted))))  # fmt: skip
        return tuple(found)

    def _bears(self, finding: Finding, actors: list[Actor]) -> bool:
        if ends(finding) & {actor.id for actor in actors}:
            return True
        forms = {name.form.form for actor in actors for name in actor.names}
        return any(form in self._paragraph(claim) for claim in self._claims(finding.claims) for form in forms)

    def _paragraph(self, claim: Claim) -> str:
        text = self.case.documents[claim.document_id].text
        end = text.find("\n", claim.end)
        return text[text.rfind("\n", 0, claim.start) + 1 : end if end >= 0 else len(text)]

    def years(self, entries: Iterable[Entry]) -> tuple[Year, ...]:
        """What is asserted and what denied year by year: when it is said to have been, else when it was said."""
        told: dict[tuple[str, str], tuple[dict[str, None], dict[str, None]]] = defaultdict(lambda: ({}, {}))
        for entry in entries:
            for root in entry.finding.roots:
                if root.stance == "listed":
                    continue
                for claim in self._claims(root.claims):
                    dated = claim.time is not None and not claim.time.inferred and claim.time.earliest is not None
                    day = claim.time.earliest if dated and claim.time else self.line(claim).said
                    if day:
                        asserted, denied = told[day[:4], "happened" if dated else "said"]
                        (denied if root.stance == "against" else asserted)[entry.proposition] = None
        return tuple(
            Year(year=year, basis="happened" if basis == "happened" else "said", asserted=tuple(asserted),
                 denied=tuple(denied))
            for (year, basis), (asserted, denied) in sorted(told.items())
        )  # fmt: skip


def time_told(claim: Claim) -> Time | None:
    """The time of a claim where words give it; when a report came out is not when something began."""
    return claim.time if claim.time and (claim.time.text or not claim.time.inferred) else None


def _start(earliest: str, edtf: str) -> str:
    """When something began, no more precisely than it is told: `2022-04/2022-05` began in `2022-04`."""
    first = edtf.partition("/")[0]
    return first if first[:4].isdigit() else earliest


def _teller(claim: Claim) -> str:
    return claim.sources[-1].name if claim.sources else claim.document


def _profile(actor: Actor) -> Profile:
    return Profile(
        id=actor.id, name=actor.name, kind=actor.kind,
        names=tuple((name.form.form, name.form.kind, name.documents) for name in actor.names),
        joined_because=tuple(dict.fromkeys(
            join.reason for join in actor.joins if join.judgement == "same")),
    )  # fmt: skip


def _sections(entries: list[Entry], case: Known) -> tuple[Section, ...]:
    """Entries by group of the codebook; in each the best grounded first."""
    by_group: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_group[case.codebook[entry.finding.predicate].group].append(entry)
    order = [*_FIRST, *(group for group in case.codebook.groups if group not in _FIRST)]
    return tuple(
        Section(group=group, title=case.codebook.groups[group], entries=tuple(sorted(by_group[group], key=_weight)))
        for group in order if group in by_group
    )  # fmt: skip


def _weight(entry: Entry) -> tuple[bool, int, str, str]:
    counted = sum(entry.finding.support.values()) + sum(entry.finding.against.values())
    return entry.finding.grade == "listed-only", -counted, entry.proposition, entry.finding.id


def _aside(actor: Actor, findings: Iterable[Finding], entries: Entries) -> Aside:
    """What is said of one actor alone: its ties to others first, of those what most reports carry."""
    own = [finding for finding in findings if actor.id in ends(finding) and finding.grade != "listed-only"
           and finding.predicate != "has_alias"]  # its names stand at the head
    groups = {predicate.id: predicate.group for predicate in entries.case.codebook}
    own.sort(key=lambda finding: (groups[finding.predicate] not in _FIRST[:2], -finding.documents,
                                  -len(finding.claims), finding.id))  # fmt: skip
    return Aside(party=Party(name=actor.name, actor=actor.id), more=max(0, len(own) - _ASIDE),
                 entries=tuple(map(entries.entry, own[:_ASIDE])))  # fmt: skip


def _summary(about: Actor, other: Actor | None, entries: list[Entry], reports: int) -> str:
    """What the dossier comes to, in two sentences."""
    of = about.name + (f" and {other.name}" if other else "")
    if not entries:
        return f"No report of this case says anything of {of}{' together' if other else ''}."
    grades = Counter(entry.finding.grade for entry in entries)
    ordered = sorted(grades.items(), key=lambda graded: (-graded[1], graded[0]))
    counted = ", ".join(f"{number} {grade}" for grade, number in ordered)
    say = "1 report says" if reports == 1 else f"{reports} reports say"
    things = "1 thing" if len(entries) == 1 else f"{len(entries)} things"
    return (f"{say} {things} {'between' if other else 'of'} {of}: {counted}. Grades count independent voices; "
            "nothing here is called true.")  # fmt: skip
