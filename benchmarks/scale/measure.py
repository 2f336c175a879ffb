"""What a case of a hundred thousand claims costs to ask, and what it makes of planted aliases, copies and denials.

Times are processor seconds of one core, so that other work on the machine does not count; memory is the peak of the
process that asks and holds nothing else.
"""

from __future__ import annotations

import pickle
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.scale.corpus import Maker, Planted
from benchmarks.tables import Table
from sayso.asking.case import Known, known
from sayso.records import Actor, Finding
from sayso.resolving import Register
from sayso.storing import open_case

SEED = 7


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of local actors: how many were joined, how many are one, how many are both."""

    joined: int
    same: int
    both: int

    @property
    def precision(self) -> float:
        return self.both / self.joined if self.joined else 1.0

    @property
    def recall(self) -> float:
        return self.both / self.same if self.same else 1.0


def pairs(actors: Iterable[Actor], bearers: dict[str, str]) -> Pairs:
    """How the actors of a case agree, pair by pair, with who the planted ones are."""
    cells: Counter[tuple[str, str]] = Counter()
    found: Counter[str] = Counter()
    truth: Counter[str] = Counter()
    for actor in actors:
        for member in actor.members:
            cells[actor.id, bearers[member]] += 1
            found[actor.id] += 1
            truth[bearers[member]] += 1
    joined, same, both = (sum(n * (n - 1) // 2 for n in counted.values()) for counted in (found, truth, cells))
    return Pairs(joined, same, both)


def exact_roots(findings: Iterable[Finding], passages: dict[str, tuple[str, str]]) -> tuple[int, int]:
    """Of the findings that rest on a planted copy, how many have exactly the roots they should; and how many there are.

    Reports in their own voice are one root where they have one publisher or one passage, straight or through others.
    """
    right = planted = 0
    for finding in findings:
        for stance in ("for", "against"):
            roots = [root for root in finding.roots if root.stance == stance and root.root_class == "U"]
            own = [id for root in roots for id in root.claims if id in passages]
            if len({passages[id] for id in own}) == len(own) or len({passages[id][0] for id in own}) == len(own):
                continue
            planted += 1
            told = {frozenset(id for id in root.claims if id in passages) for root in roots}
            right += told == _one_voice(own, passages)
    return right, planted


def _one_voice(own: list[str], passages: dict[str, tuple[str, str]]) -> set[frozenset[str]]:
    groups: list[tuple[set[str], set[str]]] = []  # claims, and the passages and publishers they share
    for id in own:
        words, publisher = passages[id]
        claims, marks = {id}, {f"passage {words}", f"publisher {publisher}"}
        for group in [group for group in groups if group[1] & marks]:
            groups.remove(group)
            claims, marks = claims | group[0], marks | group[1]
        groups.append((claims, marks))
    return {frozenset(claims) for claims, _ in groups}


def met(findings: Iterable[Finding], denials: Iterable[tuple[str, str]]) -> tuple[int, int]:
    """Of the planted denials, how many stand against what they deny in one finding; and how many there are."""
    sides: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for finding in findings:
        for root in finding.roots:
            for id in root.claims:
                sides[id].add((finding.id, root.stance))
    told = list(denials)
    found = sum(any((finding, "for") in sides[claim] for finding, stance in sides[denial] if stance == "against")
                for claim, denial in told)  # fmt: skip
    return found, len(told)


def ask(case: Path) -> tuple[Known, list[Finding], dict[str, float]]:
    """Ask a case everything once: who is who, and what the claims come to; with processor seconds and peak MB."""
    began = time.process_time()
    with open_case(case) as store:
        answered = known(store)
    resolved = time.process_time()
    findings = answered.findings()
    weighed = time.process_time()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return answered, findings, {"read_and_resolved_s": resolved - began, "weighed_s": weighed - resolved,
                                "whole_s": weighed - began, "peak_mb": peak}  # fmt: skip


def one_more(planted: Planted, *, times: int = 5) -> float:
    """Processor seconds to say who is who anew when the last report comes in: the slowest of the last few."""
    register = Register()
    for document, reading in planted.reports[:-times]:
        register.enter(document.name, reading.actors)
    register.settle()
    slowest = 0.0
    for document, reading in planted.reports[-times:]:
        began = time.process_time()
        register.enter(document.name, reading.actors)
        register.settle()
        slowest = max(slowest, time.process_time() - began)
    return slowest


def figures(case: Path, planted: Planted) -> dict[str, float]:
    """All figures of a case made of `planted`."""
    answered, findings, cost = ask(case)
    agreed = pairs(answered.actors, planted.bearers)
    right, copies = exact_roots(findings, planted.passages)
    found, denied = met(findings, planted.denials)
    return {
        "precision": agreed.precision, "recall": agreed.recall, "roots_exact": right / copies if copies else 1.0,
        "copies": copies, "denials_met": found / denied if denied else 1.0, "denials": denied,
        "actors": len(answered.actors), "local_actors": len(planted.bearers), "claims": len(answered.claims),
        "reports": len(planted.reports), "findings": len(findings), "one_more_s": one_more(planted), **cost,
    }  # fmt: skip


def table(claims: int) -> Table:
    """The part of the bench: a corpus is made, stored, and asked in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        planted = Maker(SEED).corpus(claims)
        case, truth = Path(folder, "scale.sayso"), Path(folder, "truth")
        began = time.process_time()
        with open_case(case, create=True) as store:
            for document, reading in planted.reports:
                store.add(document, reading)
        stored = time.process_time() - began
        truth.write_bytes(pickle.dumps(planted))
        asked = subprocess.run([sys.executable, "-m", "benchmarks.scale.measure", str(case), str(truth)], check=True,
                               capture_output=True)  # fmt: skip
        got: dict[str, float] = pickle.loads(asked.stdout)
    rows = (
        ("actors, precision of pairs", f"{got['precision']:.4f}", "0.98"),
        ("actors, recall of pairs", f"{got['recall']:.4f}", "0.85"),
        ("roots exact on planted copies", f"{got['roots_exact']:.4f}", "1"),
        ("denials that meet what they deny", f"{got['denials_met']:.4f}", ""),
        ("read and resolved, s", f"{got['read_and_resolved_s']:.1f}", ""),
        ("weighed, s", f"{got['weighed_s']:.1f}", ""),
        ("together, s", f"{got['whole_s']:.1f}", "60"),
        ("one report more: who is who, s", f"{got['one_more_s']:.2f}", "1"),
        ("one report more: all is weighed again, s", f"{got['weighed_s']:.1f}", "1"),
        ("peak memory, MB", f"{got['peak_mb']:,.0f}", "2,048"),
        ("stored once before, s", f"{stored:.1f}", ""),
    )
    kept = ("precision", "recall", "roots_exact", "denials_met", "whole_s", "one_more_s", "weighed_s", "peak_mb")
    note = (f"{got['claims']:,.0f} claims in {got['reports']:,.0f} invented reports (seed {SEED}), "
            f"{got['local_actors']:,.0f} actors of reports, {got['copies']:,.0f} findings on planted copies, "
            f"{got['denials']:,.0f} planted denials. Processor seconds of one core.")  # fmt: skip
    return Table("scale", ("", "measured", "target"), rows, {f"scale.{name}": got[name] for name in kept}, note)


if __name__ == "__main__":
    asked_of = pickle.loads(Path(sys.argv[2]).read_bytes())
    sys.stdout.buffer.write(pickle.dumps(figures(Path(sys.argv[1]), asked_of)))
