"""Incidents as MUC-4 wanted them, on its dev documents (TST1 and TST2; NIST 1992; GTT's form by Du et al. 2021).

    python -m benchmarks.quality.templates MUC4 [--part dev|train] [--every N] [--parser NAME] [--errors N]

MUC4 holds `full.dev.jsonl` (the text in capitals, all slots) and `gtt.dev.jsonl` (five roles). A template is filled
from events alone, and what is said of a weapon in their sentence. Events of one type in one report are one incident.
What MUC-4 did not count is left out: clashes of armed sides, and force against armed men alone. `muc4.toml` has the
words; rules were written looking at train.

  template    micro-F1 over incident types and role fillers as GTT scores it: templates of one type are paired so that
              most agrees; a filler is right where its words are those of one of the coded mentions
  by heads    the same, a filler being right where first or last word and half of its words are shared
  1992        incident type, stage and confidence over all templates, paired by heads; a template that MUC-4 calls
              optional costs nothing where it is not found; confidence counts for an organisation that was found
"""

from __future__ import annotations

import argparse
import json
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.counting import Count, between, interval, total
from benchmarks.tables import Table, cells, progress
from sayso.codebook.events import events, load_events
from sayso.reading.frames import FramesReader
from sayso.records import Claim, Document, Event, LocalActor, Mention, Reading

HERE = tomllib.loads((Path(__file__).parent / "muc4.toml").read_text(encoding="utf8"))
TYPES: dict[str, str] = HERE["types"]
WORDS: dict[str, frozenset[str]] = {name: frozenset(words) for name, words in HERE["words"].items()}
WEAPON = re.compile(rf"\b(?:{'|'.join(map(re.escape, HERE['words']['weapons']))})\b")
ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
TARGETS = {"template": 0.45, "incident type": 0.75, "stage": 0.72, "confidence": 0.48}
ARMED = frozenset({"SEC", "AG", "UNIT"})
BODIES = frozenset({"AG", "SEC", "UNIT", "ORG"})
PEOPLE = frozenset({"PER", "POP"})
THINGS = frozenset({"SITE", "EQP", "ORG", "GOV"})
PARAGRAPH = re.compile(r"\n\s*\n|\n {3}")
HEADING = re.compile(r"^.*?\[(?:TEXT|EXCERPT|ARTICLE)[^\]]*\]", re.DOTALL)


@dataclass(slots=True)
class Template:
    """One incident. `fillers` are entities, each with all its mentions as written; ours have one.

    `confidence`: for each organisation, its mentions and what is said of its guilt, any of which will do.
    """

    types: tuple[str, ...]
    fillers: dict[str, list[tuple[str, ...]]] = field(default_factory=lambda: {role: [] for role in ROLES})
    stages: tuple[str, ...] = ()
    confidence: list[tuple[tuple[str, ...], tuple[str, ...]]] = field(default_factory=list)
    optional: bool = False


# ------------------------------------------------------------ from events to templates


class Filling:
    """One report's templates: one for each type of incident that has a doer or a victim."""

    def __init__(self, text: str, reading: Reading) -> None:
        self.text = text
        self.claims = {claim.id: claim for claim in reading.claims}
        self.actors = {actor.id: actor for actor in reading.actors}
        self.group = self._group_named_most()
        self.templates: dict[str, Template] = {}
        self.stages: dict[str, Counter[str]] = defaultdict(Counter)
        self.said: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)

    def _group_named_most(self) -> str:
        """The armed group that the report names most often; empty where it names none."""
        told = {
            actor: sum(self.text.count(form) for form in proper_names(actor))
            for actor in self.actors.values()
            if actor.kind == "AG" and not set(longest(actor).split()) & WORDS["people"] and len(longest(actor)) > 2
        }  # fmt: skip
        return longest(max(told, key=lambda actor: told[actor])) if told else ""

    def of(self, coded: Iterable[Event]) -> list[Template]:
        for event in coded:
            claim = self.claims[event.claim]
            type = self.incident(claim)
            told = claim.subject or claim.object
            if type is not None and told and event.status not in ("denied", "acquitted"):
                self._fill(type, event, claim)
        for claim in self.claims.values():
            if claim.predicate == "dies" and claim.kind == "killed" and self.templates:
                type = self._bombing(claim) or "attack"
                for mention in claim.subject if type in self.templates else ():
                    self._hit(self.templates[type], mention)
        for type, template in self.templates.items():
            template.stages = (self.stages[type].most_common(1)[0][0],)
            template.confidence = [
                ((body,), (counts.most_common(1)[0][0],)) for (of, body), counts in self.said.items() if of == type
            ]
        return list(self.templates.values())

    def incident(self, claim: Claim) -> str | None:
        """MUC-4's type of the deed; None where it is none of its types, or meets armed men alone."""
        type = TYPES.get(f"{claim.predicate}/{claim.kind}") or TYPES.get(claim.predicate)
        if type is None or (claim.object and all(mention.kind in ARMED for mention in claim.object)):
            return None
        return (self._bombing(claim) or type) if type == "attack" else type

    def _bombing(self, claim: Claim) -> str | None:
        return "bombing" if WORDS["bombing"] & set(re.findall(r"\w+", self._sentence(claim))) else None

    def _sentence(self, claim: Claim) -> str:
        """The sentence a claim stands in, in small letters."""
        first = max(self.text.rfind(mark, 0, claim.start) for mark in (". ", "\n"))
        ends = [end for mark in (". ", ".\n", "\n") if (end := self.text.find(mark, claim.end)) >= 0]
        return self.text[first + 1 : min(ends, default=len(self.text))].lower()

    def _fill(self, type: str, event: Event, claim: Claim) -> None:
        template = self.templates.setdefault(type, Template((type,)))
        self.stages[type][event.stage] += 1
        for mention in claim.subject:
            for body in self._blamed(template, mention):
                self.said[type, body][event.status] += 1
        for mention in claim.object:
            self._hit(template, mention)
        for weapon in WEAPON.findall(self._sentence(claim)):
            _add(template, "Weapon", weapon)

    def _blamed(self, template: Template, mention: Mention) -> list[str]:
        """Doers are people, organisations, or people of an organisation; gives the organisations.

        Fighters whose group is not told are of the armed group that the report names most often.
        """
        words = noun_phrase(mention.text)
        if words in WORDS["pronouns"]:
            words = noun_phrase(mention.name)
        people = bool(words) and words.split()[-1] in WORDS["people"]
        if mention.kind == "PER":
            _add(template, "PerpInd", self.named(mention))
        elif mention.kind == "POP" or people or (mention.kind == "AG" and not self.named(mention)):
            _add(template, "PerpInd", words)
        name = self.named(mention) if mention.kind in BODIES else ""
        if not name or name.split()[-1] in WORDS["people"]:
            name = self.group if words and words.split()[-1] in WORDS["fighters"] else ""
        if not name:
            return []
        _add(template, "PerpOrg", name)
        return [name]

    def _hit(self, template: Template, mention: Mention) -> None:
        """What was hit is a thing, or somebody by name: MUC's victims in GTT's form are those with a name."""
        if mention.kind == "PER":
            _add(template, "Victim", self.named(mention))
        elif mention.kind in THINGS and not WEAPON.fullmatch(words := noun_phrase(mention.text)):
            _add(template, "Target", words)

    def named(self, mention: Mention) -> str:
        """The longest name the report gives an actor; empty where it gives none."""
        actor = self.actors.get(mention.actor or "")
        return longest(actor) if actor is not None else ""


def proper_names(actor: LocalActor) -> list[str]:
    return [name.form for name in actor.names if name.kind not in ("description", "metonym", "demonym")]


def longest(actor: LocalActor) -> str:
    """The longest name of an actor; empty where it has none."""
    return noun_phrase(max(proper_names(actor), key=len, default=""))


def _add(template: Template, role: str, words: str) -> None:
    if words and words not in WORDS["pronouns"] and (words,) not in template.fillers[role]:
        template.fillers[role].append((words,))


def noun_phrase(text: str) -> str:
    """The words of a phrase from its first adjective to its head, in small letters, as MUC's keys have them."""
    words = [word for word in text.lower().replace(",", " ").split() if word != '"']
    while words and (words[0] in WORDS["before"] or words[0].isdigit()):
        words = words[1:]
    end = next((place for place, word in enumerate(words) if place and word in WORDS["after"]), len(words))
    return " ".join(words[:end]).strip(" \"'")


# ------------------------------------------------------------ what was coded


def gtt(row: dict[str, Any]) -> list[Template]:
    """The templates of GTT's form."""
    return [
        Template((coded["incident_type"],), {
            role: [tuple(mention for mention, _ in entity) for entity in coded[role]] for role in ROLES
        }) for coded in row["templates"]
    ]  # fmt: skip


SLOTS = {
    "PerpInd": ("PERP: INDIVIDUAL ID",), "PerpOrg": ("PERP: ORGANIZATION ID",), "Target": ("PHYS TGT: ID",),
    "Victim": ("HUM TGT: NAME", "HUM TGT: DESCRIPTION"), "Weapon": ("INCIDENT: INSTRUMENT ID",),
}  # fmt: skip


def full(row: dict[str, Any]) -> list[Template]:
    """The templates of 1992."""
    return [_of_1992(coded["slots"], coded["optional"]) for coded in row["templates"]]


def _of_1992(slots: dict[str, Any], optional: bool) -> Template:
    def fills(slot: str) -> list[tuple[str, ...]]:
        return [tuple(_value(alt) for alt in fill["alts"]) for fill in slots.get(slot, ())]

    confidence = [
        (tuple(_value(x) for x in fill.get("xref", ())), tuple(_value(alt) for alt in fill["alts"]))
        for fill in slots.get("PERP: ORGANIZATION CONFIDENCE", ())
    ]
    return Template(
        types=tuple(value for fill in fills("INCIDENT: TYPE") for value in fill),
        fillers={role: [fill for slot in names for fill in fills(slot)] for role, names in SLOTS.items()},
        stages=tuple(value for fill in fills("INCIDENT: STAGE OF EXECUTION") for value in fill),
        confidence=confidence, optional=optional,
    )  # fmt: skip


def _value(alt: Any) -> str:
    return str(alt["v"] if isinstance(alt, dict) else alt).lower()


# ------------------------------------------------------------ scoring

Agree = Callable[[tuple[str, ...], tuple[str, ...]], bool]


def same_words(coded: tuple[str, ...], ours: tuple[str, ...]) -> bool:
    """Is every mention of ours one of those coded?"""
    return set(ours) <= set(coded)


def same_head(coded: tuple[str, ...], ours: tuple[str, ...]) -> bool:
    """Does a mention share its last word, and half of its words, with one of those coded?"""
    for left in coded:
        for right in ours:
            a, b = left.split(), right.split()
            shared = len(set(a) & set(b))
            if a and b and (a[-1] == b[-1] or a[0] == b[0]) and 2 * shared >= min(len(a), len(b)):
                return True
    return False


def rightly(coded: Template, ours: Template, role: str, agree: Agree) -> int:
    """How many fillers of ours are one of the coded ones, each of which counts once."""
    left = list(coded.fillers[role])
    right = 0
    for entity in ours.fillers[role]:
        found = next((other for other in left if agree(other, entity)), None)
        if found is not None:
            left.remove(found)
            right += 1
    return right


def paired(coded: Sequence[Template], ours: Sequence[Template], agree: Agree) -> list[tuple[Template, Template]]:
    """Each template of ours with the coded one of its type that it shares most with; each of them once."""
    free = list(coded)
    pairs = []
    for template in ours:
        of_type = [other for other in free if set(other.types) & set(template.types)]
        if of_type:
            best = max(of_type, key=lambda other: (
                sum(rightly(other, template, role, agree) for role in ROLES), not other.optional
            ))  # fmt: skip
            free.remove(best)
            pairs.append((best, template))
    return pairs


def of_gtt(coded: Sequence[Template], ours: Sequence[Template], agree: Agree) -> dict[str, Count]:
    """Counts of one document by slot, as GTT's scorer makes them."""
    pairs = paired(coded, ours, agree)
    counts = {"incident type": Count(len(pairs), len(coded), len(ours))}
    for role in ROLES:
        counts[role] = Count(
            sum(rightly(other, template, role, agree) for other, template in pairs),
            sum(len(template.fillers[role]) for template in coded),
            sum(len(template.fillers[role]) for template in ours),
        )  # fmt: skip
    return counts


def of_1992(coded: Sequence[Template], ours: Sequence[Template]) -> dict[str, Count]:
    """Counts of one document for type, stage and confidence."""
    pairs = paired(coded, ours, same_head)
    wanted = [t for t in coded if not t.optional or any(t is other for other, _ in pairs)]
    staged = sum(bool(set(other.stages) & set(template.stages)) for other, template in pairs)
    sure = sum(
        any(same_head(names, body) and set(said) & set(stated) for names, said in other.confidence)
        for other, template in pairs for body, stated in template.confidence
    )
    return {
        "incident type": Count(len(pairs), len(wanted), len(ours)),
        "stage": Count(staged, sum(bool(t.stages) for t in wanted), len(ours)),
        "confidence": Count(sure, sum(len(t.confidence) for t in wanted), sum(len(t.confidence) for t in ours)),
    }  # fmt: skip


# ------------------------------------------------------------ measuring


@dataclass(frozen=True, slots=True)
class Read:
    """One report: its name, our templates, and those coded, in both forms."""

    name: str
    ours: list[Template]
    gtt: list[Template]
    full: list[Template]


def reports(folder: Path, part: str, reader: FramesReader, every: int = 1) -> list[Read]:
    """Every so-manieth report of a part, read."""
    forms = [[json.loads(line) for line in (folder / f"{form}.{part}.jsonl").read_text("utf8").splitlines()][::every]
             for form in ("full", "gtt")]  # fmt: skip
    table = load_events()
    found = []
    for whole, short in progress(list(zip(*forms, strict=True)), f"templates: {part}"):
        text = plain(whole["text"])
        reading = reader.read(Document(id=f"d-{whole['docid']}", name=whole["docid"], sha256="", text=text))
        ours = Filling(text, reading).of(events(reading.claims, reading.actors, table))
        found.append(Read(whole["docid"], ours, gtt(short), full(whole)))
    return found


def plain(text: str) -> str:
    """The body of a wire report, a paragraph a line."""
    body = HEADING.sub("", text, count=1)
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in PARAGRAPH.split(body))


def table(folder: Path, reader: FramesReader, part: str = "dev", every: int = 1) -> Table:
    read = reports(folder, part, reader, every)
    rows: list[tuple[str, ...]] = []
    figures: dict[str, float] = {}

    def line(name: str, counts: list[Count], key: str = "") -> None:
        count, target = total(counts), TARGETS.get(key)
        if key:
            figures[f"templates.{key}"] = count.f1
        rows.append((
            name, *cells(count.precision, count.recall, count.f1), between(interval(counts)),
            f"≥ {target}" if target else "", f"{count.right} of {count.gold}, {count.found} found",
        ))  # fmt: skip

    ways = (("template, micro", "template", same_words), ("… by heads", "template by heads", same_head))
    for name, key, agree in ways:
        by_slot = [of_gtt(report.gtt, report.ours, agree) for report in read]
        line(name, [total(counts.values()) for counts in by_slot], key)
        if agree is same_words:
            for slot in ("incident type", *ROLES):
                line(f"… {slot}", [counts[slot] for counts in by_slot])
    by_slot = [of_1992(report.full, report.ours) for report in read]
    for slot in ("incident type", "stage", "confidence"):
        line(f"1992: {slot}", [counts[slot] for counts in by_slot], slot)
    note = (
        f"{len(read)} reports of {part}. To beat: template micro-F1 0.530 (IterX, trained on MUC's own 1,300 reports; "
        "on its test reports); 1992's best on two test sets: stage 0.767 and 0.725, confidence 0.336 and 0.480."
    )
    head = ("MUC-4", "precision", "recall", "F1", "95 %", "target", "fills")
    return Table("templates", head, tuple(rows), figures, note)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("folder", type=Path)
    ask.add_argument("--part", choices=["dev", "train"], default="dev")
    ask.add_argument("--every", type=int, default=1, help="only every so-manieth report")
    ask.add_argument("--parser", default="default")
    ask.add_argument("--errors", type=int, default=0, help="print ours and theirs for so many reports")
    said = ask.parse_args()
    reader = FramesReader.open(parser=said.parser)
    print(table(said.folder, reader, said.part, said.every).text())
    for report in reports(said.folder, said.part, reader, said.every)[: said.errors]:
        print(f"== {report.name}")
        for title, templates in (("ours", report.ours), ("gtt", report.gtt)):
            for template in templates:
                told = {role: ["|".join(e) for e in fills] for role, fills in template.fillers.items() if fills}
                print(f"  {title:5} {'/'.join(template.types)} {told} {template.stages} {template.confidence}")


if __name__ == "__main__":
    main()
