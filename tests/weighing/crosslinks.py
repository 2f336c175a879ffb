"""What the worked cross-links of the model reports ask of a case, row by row, in words of our own.

A statement is named as in the table coded by hand: report and running number. A row holds where every check of it does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tests.weighing.modelcase import Model

from sayso.records import Contradiction, Finding

Check = Callable[[Model], str | None]  # what is wrong, or None


@dataclass(frozen=True)
class Row:
    id: str
    checks: tuple[Check, ...]


def grades(
    *sids: str, as_: str, pro: str | None = None, contra: str | None = None, predicate: str | None = None,
    without: Iterable[str] = (), differ: bool | None = None,
) -> Check:  # fmt: skip
    """Some one finding rests on all these statements (and on none of `without`) and has this grade and these roots."""

    def check(model: Model) -> str | None:
        seen = []
        for finding in model.findings_with(*sids):
            if predicate is not None and finding.predicate != predicate:
                continue
            if differ is not None and finding.differ is not differ:
                continue
            if any(model.ids(sid) & set(finding.claims) for sid in without):
                continue
            told = f"{finding.grade} for {_roots(finding, 'for')} against {_roots(finding, 'against')}"
            if finding.grade == as_ and pro in (None, _roots(finding, "for")) and contra in (
                    None, _roots(finding, "against")):  # fmt: skip
                return None
            seen.append(f"{finding.predicate}/{finding.kind} {finding.subject.name} → "
                        f"{finding.object.name if finding.object else '-'}: {told}")  # fmt: skip
        return f"{' + '.join(sids)} should be {as_} for {pro} against {contra}; found {seen or 'no common finding'}"

    return check


def slot(*sids: str, name: str, as_: str, predicate: str | None = None) -> Check:
    """Some one finding on all these statements has this grade in one slot."""

    def check(model: Model) -> str | None:
        seen = [finding.slots for finding in model.findings_with(*sids) if predicate in (None, finding.predicate)]
        return None if any(slots.get(name) == as_ for slots in seen) else f"{sids}: {name} should be {as_}: {seen}"

    return check


def apart(one: str, other: str) -> Check:
    """No finding that either statement speaks of directly counts the other."""

    def check(model: Model) -> str | None:
        if missing := model.missing(one, other):
            return missing
        both = [finding for finding in model.findings_with(one, other)
                if (model.ids(one) | model.ids(other)) - set(finding.entailed)
                and not (model.ids(one) | model.ids(other)) <= set(finding.entailed)
                and not (model.ids(one) & set(finding.entailed) or model.ids(other) & set(finding.entailed))]
        return f"{one} and {other} are counted together in {[(f.predicate, f.kind) for f in both]}" if both else None

    return check


def clash(one: str, other: str, *, kind: str | None = None, verdict: str | None = None) -> Check:
    """One contradiction (or what looks like one) sets the two statements against each other."""

    def check(model: Model) -> str | None:
        seen: list[Contradiction] = [
            found for found in model.contradictions
            if (set(found.left) & model.ids(one) and set(found.right) & model.ids(other))
            or (set(found.right) & model.ids(one) and set(found.left) & model.ids(other))]
        if any(kind in (None, found.kind) and verdict in (None, found.verdict) for found in seen):
            return None
        return f"{one} against {other} should be {kind} {verdict}: {[(f.kind, f.verdict) for f in seen]}"

    return check


def no_clash(one: str, other: str) -> Check:
    def check(model: Model) -> str | None:
        if missing := model.missing(one, other):
            return missing
        for found in model.contradictions:
            sides = set(found.left), set(found.right)
            if found.verdict == "contradiction" and any(
                    model.ids(one) & here and model.ids(other) & there for here, there in (sides, sides[::-1])):
                return f"{one} and {other} contradict each other ({found.kind}): {found.why}"
        return None

    return check


def one_actor(*mentions: tuple[str, str]) -> Check:
    """The ends of these statements (statement, `subject` or `object`) are one actor of the case."""

    def check(model: Model) -> str | None:
        actors = {name: model.actors_at(sid, end) for sid, end in mentions for name in [f"{sid} {end}"]}
        return None if len(set.union(*actors.values())) == 1 and all(actors.values()) else f"not one actor: {actors}"

    return check


def other_actors(one: tuple[str, str], other: tuple[str, str]) -> Check:
    def check(model: Model) -> str | None:
        if missing := model.missing(one[0], other[0]):
            return missing
        here, there = model.actors_at(*one), model.actors_at(*other)
        return f"one actor: {here & there}" if here & there else None

    return check


def one_place(one: str, other: str) -> Check:
    def check(model: Model) -> str | None:
        return None if model.one_place(one, other) else f"{one} and {other} are not one place"

    return check


def one_family(one: str, other: str) -> Check:
    """The ultimate sources of two statements count as one root, with the reason told."""

    def check(model: Model) -> str | None:
        return None if model.why_one(one, other) else f"the sources of {one} and {other} count as two"

    return check


def _roots(finding: Finding, stance: str) -> str:
    counts = finding.support if stance == "for" else finding.against
    return " ".join(f"{number}{kind}" for kind, number in counts.items() if number)


A = (
    Row("A1", (grades("000.013", "004.050", as_="party-only", pro="1P 1U", contra=""),)),
    Row("A2", (grades("000.016", "004.053", "004.054", as_="party-only", predicate="support"),
               slot("000.016", "004.053", "004.054", name="place", as_="party-only", predicate="support"))),
    Row("A3", (grades("001.042", "004.049", as_="unsourced", pro="2U", predicate="supply_weapons",
                      without=("001.036",)),
               apart("001.036", "004.049"))),
    Row("A4", (grades("000.023", "001.038", "001.105", "002.031", "004.011", as_="unsourced", pro="4U", differ=True),
               apart("002.022", "000.023"))),
    Row("A5", (grades("001.069", "002.028", "004.012", as_="unsourced", pro="3U"),)),
    Row("A6", (grades("001.013", "004.076", as_="unsourced", pro="2U"),
               grades("001.015", "004.075", as_="unsourced", pro="2U"))),
    Row("A7", (grades("001.059", "001.061", "004.081", "001.065", as_="alleged-and-denied", pro="1P", contra="1P"),
               grades("004.080", "001.059", as_="party-only", pro="1P", predicate="linked_to"),
               clash("001.059", "001.065", kind="opposed", verdict="contradiction"))),
    Row("A8", (grades("001.002", "004.079", "000.042", as_="party-only", pro="1P 1U", predicate="support"),
               grades("003.146", "003.098", as_="single-source", pro="1N 1U", predicate="joins_operations"),
               grades("003.113", as_="single-source", pro="1N"), grades("000.061", as_="party-only", pro="1P"),
               apart("001.002", "003.146"), apart("003.113", "001.002"), apart("000.061", "001.002"))),
    Row("A9", (apart("000.048", "000.053"), grades("000.048", as_="unsourced"), grades("000.053", as_="unsourced"),
               grades("003.090", as_="unsourced"), no_clash("003.090", "003.093"), no_clash("000.048", "000.059"))),
    Row("A10", (one_family("003.087", "000.059"), apart("003.088", "000.059"))),
    Row("A11", (grades("003.126", "003.209", "000.038", as_="single-source", pro="1N 2U", predicate="talks"),
                grades("000.038", "003.125", as_="unsourced", pro="2U", predicate="agree"),
                grades("000.039", as_="unsourced"))),
    Row("A12", (apart("001.053", "003.126"), clash("001.053", "000.038", kind="date"))),
    Row("A13", (grades("000.036", "003.079", as_="single-source", pro="1P! 1U"), apart("003.079", "004.093"),
                apart("003.087", "003.079"))),
    Row("A14", (grades("003.035", "004.018", as_="unsourced", pro="2U", predicate="holds_role"),)),
    Row("A15", (grades("003.088", "001.007", as_="single-source", pro="1N 1P", contra="", predicate="present_in"),
                no_clash("000.022", "003.088"))),
    Row("A16", (apart("004.015", "001.029"), apart("001.028", "004.027"), no_clash("004.016", "004.027"))),
    Row("A17", (*(grades(f"004.0{number}", as_="party-only", pro="1P", predicate="merge_into")
                  for number in (27, 28, 29, 30)),
                grades("004.026", "004.031", as_="party-only", pro="1P 1U"))),
    Row("A18", (grades("003.133", as_="single-source", pro="1N"), grades("002.102", as_="unsourced", pro="1U"),
                apart("003.133", "002.102"))),
    Row("A19", (grades("002.016", "003.211", as_="party-only", predicate="attack"),
                clash("002.021", "003.134", verdict="look-alike"))),
    Row("A20", (grades("000.006", "000.066", as_="single-source", pro="1P! 1U", predicate="casualty_count"),
                grades("000.005", "000.064", "000.066", as_="both-sides", predicate="attack"),
                grades("000.101", "000.064", as_="party-only", pro="1P", predicate="attack"),
                grades("000.067", as_="party-only", pro="1P"))),
    Row("A21", (grades("003.204", "003.076", "003.106", as_="party-only", pro="1P 1U", predicate="attack"),
                grades("003.070", as_="unsourced", pro="1U"))),
    Row("A22", (grades("000.030", "002.001", "003.031", "003.081", as_="unsourced", predicate="controls"),)),
    Row("A23", (no_clash("000.050", "002.005"), no_clash("000.053", "002.005"))),
    Row("A24", (grades("000.076", "001.082", as_="contested", pro="1U", contra="1P"),)),
    Row("A25", (no_clash("003.114", "002.097"), no_clash("003.114", "002.098"))),
)  # fmt: skip

B = (
    Row("B1", (grades("004.092", "001.057", as_="contested", pro="1U", contra="1X"),
               grades("002.027", "004.047", as_="unsourced", pro="2U", predicate="cooperates_with"),
               apart("001.044", "002.027"), apart("002.029", "004.092"),
               clash("004.092", "001.057", kind="opposed", verdict="contradiction"),
               clash("004.092", "001.107", kind="level"), clash("002.029", "001.044", kind="level"))),
    Row("B2", (grades("003.006", "003.014", "003.016", "003.019", "003.040", as_="contested", predicate="dies"),
               clash("003.016", "003.040", kind="opposed", verdict="contradiction"),
               clash("003.006", "003.040"))),
    Row("B3", (grades("003.017", "003.018", "003.013", as_="contested", pro="1P", contra="1P 1U"),
               clash("003.017", "003.018"), clash("003.017", "003.013", kind="role"))),
    Row("B4", (clash("003.023", "003.051", verdict="look-alike"), no_clash("003.023", "003.051"))),
    Row("B5", (clash("003.024", "003.026", kind="custody"), clash("003.043", "003.056", kind="custody"))),
    Row("B6", (grades("003.025", "003.055", as_="single-source", pro="1P 1X", predicate="arrest"),
               no_clash("003.025", "003.055"), no_clash("003.026", "003.058"))),
    Row("B7", (grades("003.091", "003.092", as_="alleged-and-denied", pro="1P", contra="1P"),
               apart("000.012", "003.091"), clash("003.091", "003.092", kind="opposed", verdict="contradiction"))),
    Row("B8", (grades("000.059", "000.060", as_="contested", pro="1N", contra="1P"),
               clash("000.059", "000.060", kind="opposed", verdict="contradiction"))),
    Row("B9", (grades("002.036", "002.078", as_="single-source", pro="1P 1X", predicate="possesses"),
               grades("002.052", "002.057", "002.076", as_="denied", contra="1N 1X 1U"),
               grades("002.038", as_="denied", contra="1P"), grades("002.064", as_="party-only", pro="1P"),
               apart("002.038", "002.064"), clash("002.078", "002.038", verdict="look-alike"))),
    Row("B10", (clash("004.055", "004.038", kind="place", verdict="contradiction"), clash("004.055", "004.032"),
                clash("004.055", "000.018"))),
    Row("B11", (clash("001.008", "001.048", kind="aim"),)),
    Row("B12", (clash("001.100", "000.071", kind="only-one"), clash("001.100", "001.074", kind="only-one"))),
    Row("B13", (clash("001.113", "001.076", kind="aim"), clash("001.113", "002.026", kind="aim"))),
    Row("B14", (clash("001.070", "002.067", verdict="tension"),)),
    Row("B15", (clash("001.052", "001.030", verdict="look-alike"), no_clash("001.052", "001.030"))),
    Row("B16", (clash("002.011", "002.010", kind="place", verdict="tension"),)),
    Row("B17", (clash("002.101", "002.081", kind="headline"), grades("002.081", "002.101", as_="unsourced"))),
    Row("B18", (clash("000.001", "000.013", kind="headline"),
                grades("000.013", as_="party-only", without=("000.001",)))),
    Row("B19", (clash("001.090", "001.095", kind="opposed", verdict="tension"),)),
)  # fmt: skip

C = (
    Row("C1", (apart("000.068", "004.094"), no_clash("000.068", "004.094"))),
    Row("C2", (*(apart(one, other) for one in ("000.032", "000.033") for other in ("004.060", "004.062", "004.063")),
               no_clash("000.033", "004.060"), no_clash("000.032", "004.063"))),
    Row("C3", (*(apart(one, other) for one, other in (
        ("000.055", "000.066"), ("000.055", "003.084"), ("000.055", "003.086"), ("000.066", "003.084"),
        ("000.066", "003.086"), ("003.084", "003.086"))), no_clash("000.055", "000.066"),
        clash("000.055", "000.066", verdict="look-alike"))),
    Row("C4", (*(apart(one, other) for one, other in (
        ("002.048", "002.085"), ("002.048", "003.135"), ("002.048", "003.138"), ("002.085", "003.135"),
        ("002.085", "003.138"), ("003.135", "003.138"))),)),
    Row("C5", (other_actors(("003.007", "subject"), ("003.013", "subject")),)),
    Row("C6", (one_actor(("003.074", "subject"), ("003.076", "subject")),
               other_actors(("003.074", "subject"), ("003.031", "subject")))),
    Row("C7", (other_actors(("003.055", "subject"), ("003.031", "subject")),
               one_actor(("003.041", "object"), ("003.031", "subject")))),
    Row("C8", (clash("002.050", "002.051", kind="place", verdict="tension"),)),
    Row("C9", (grades("000.006", "000.066", as_="single-source", predicate="casualty_count"),)),
)  # fmt: skip

D = (
    Row("D1", (one_actor(("000.010", "subject"), ("001.004", "subject"), ("003.011", "subject"), ("004.005", "subject"),
                         ("003.078", "subject"), ("004.008", "subject"), ("000.013", "subject")),)),
    Row("D2", (one_actor(("000.008", "subject"), ("000.009", "subject"), ("001.005", "subject"), ("001.104", "subject"),
                         ("004.007", "subject")), one_actor(("000.072", "subject"), ("001.207", "subject")),
               other_actors(("000.008", "subject"), ("000.072", "subject")))),
    Row("D3", (one_place("000.063", "004.027"), one_place("000.029", "002.016"), one_actor(
        ("003.035", "subject"), ("004.018", "subject")))),
    Row("D4", (one_actor(("001.001", "object"), ("002.001", "subject"), ("003.091", "object"), ("003.041", "object"),
                         ("000.047", "object"), ("000.030", "subject")),)),
    Row("D5", (other_actors(("003.133", "object"), ("002.102", "subject")),
               other_actors(("003.099", "object"), ("002.102", "subject")))),
)  # fmt: skip

ROWS = (*A, *B, *C, *D)
