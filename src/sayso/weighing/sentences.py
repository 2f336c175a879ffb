"""A finding in plain English: what it says, and one sentence on who says so."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sayso.records import Claim, Finding, Grade, Party, Root
from sayso.weighing.parties import load_rules

_VERDICTS: dict[Grade, str] = {
    "alleged-and-denied": "word against word",
    "contested": "the sources contradict each other",
    "denied": "nobody is heard to assert it",
    "corroborated": "no rule makes these sources one",
    "both-sides": "opposing parties agree",
    "single-source": "no second independent source",
    "party-only": "only parties say so",
    "unsourced": "nobody is named for it",
    "listed-only": "nobody asserts it outright",
}


def proposition(finding: Finding) -> str:
    """What a finding is about, as a clause: `Lashkar-i-Navar trains Kessar Liberation Front`."""
    phrases = load_rules("phrases")
    of_kind = f"{finding.predicate}/{finding.kind}"
    if finding.differ:
        of_kind = f"{of_kind}/differ" if f"{of_kind}/differ" in phrases else f"{finding.predicate}/differ"
    words = phrases.get(of_kind, phrases[finding.predicate])
    if isinstance(words, str):
        words = ["{subject} " + words + " others{kind}", "{subject} " + words + " {object}{kind}"]
    kind = f" ({finding.kind.replace('_', ' ')})" if finding.kind and of_kind not in phrases else ""
    told: str = words[finding.object is not None]
    if _several(finding.subject.name):
        told = re.sub(r"^(\{subject\}) (\w+s)\b", lambda verb: f"{verb[1]} {_of_several(verb[2])}", told)
    return told.format(subject=_name(finding.subject), object=_name(finding.object), kind=kind)


def _several(name: str) -> bool:
    """Whether a description is of several: `foreign countries`, `fighters of the front`. Names take the singular."""
    words = name.split()
    ends = (place for place, word in enumerate(words) if word in load_rules("parties")["membership"])
    head = words[: next(ends, len(words))][-1:]
    return bool(head) and head[0].islower() and re.search(r"(?<![siu])s$|men$|people$", head[0]) is not None


def _of_several(verb: str) -> str:
    """`supports` → `support`, of the present tense alone."""
    return {"is": "are", "has": "have"}.get(verb, verb[:-1])


def _name(party: Party | None) -> str:
    return "somebody" if party is None or party.name == "unnamed" else party.name


def sentence(grade: Grade, roots: Iterable[Root], listed: Iterable[Claim]) -> str:
    """Who says so, who denies it and what that comes to, in one sentence; `listed` are the claims that do not count."""
    held = list(roots)
    parts = [*_said("said", [root for root in held if root.stance == "for"]),
             *_said("denied", [root for root in held if root.stance == "against"])]  # fmt: skip
    doubting = [claim.certainty.endswith("-") for claim in listed]
    for number, verb, what in (
        (doubting.count(False), "call", " it possible, reported or expected"), (doubting.count(True), "doubt", " it"),
    ):  # fmt: skip
        if number:
            claims = f"claim only {verb}s" if number == 1 else f"claims only {verb}"
            parts.append(f"{number} {'more ' if parts else ''}{claims}{what}")
    said = f"{'; '.join(parts)}: {_VERDICTS[grade]}."
    return said[0].upper() + said[1:]


def _said(verb: str, roots: list[Root]) -> list[str]:
    """`said by the Monitor and, a party, by the Front; …`, one part for each class of root there is."""
    parts = []
    for kind, manner in (
        ("N", "{verb} by {names}"),
        ("P!", "{verb} by {names}, against {its} own interest"),
        ("P", "{verb} by {names}, {party}"),
        ("X", "{verb} by {names}, not named"),
    ):
        of_kind = [root for root in roots if root.root_class == kind]
        if of_kind:
            its, party = ("its", "a party") if len(of_kind) == 1 else ("their", "parties")
            names = _listing([root.name.replace("unnamed", "somebody") for root in of_kind])
            parts.append(manner.format(verb=verb, names=names, its=its, party=party))
    reports = sum(root.root_class == "U" for root in roots)
    if reports:
        number = "one report" if reports == 1 else f"{reports} reports"
        parts.append(f"{verb if verb == 'said' else 'said not to be so'} by {number} without a source")
    return parts


def _listing(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
