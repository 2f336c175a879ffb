"""What cannot both hold, by kind, and what only looks so, with why."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, product
from typing import Any, Literal, NamedTuple

from sayso.codebook.predicates import Codebook
from sayso.records import Actor, Claim, Contradiction, Document, Mention
from sayso.weighing.figures import counts_clash, figures_clash, times_apart
from sayso.weighing.fillers import equipment_of, is_dated, kin, people_of
from sayso.weighing.parties import Parties, load_rules, parties_of
from sayso.weighing.places import Geography
from sayso.weighing.propositions import Proposition, is_minus, propositions, side_of

Verdict = Literal["contradiction", "tension", "look-alike"]
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_SHARE = re.compile(
    r"(?P<part>\d[\d,]*)\s+of\s+(?:the\s+|all\s+)?(?P<whole>\d[\d,]*)\b[^.\n]{0,60}?\(?\b(?:or\s+)?"
    r"(?P<percent>\d+(?:\.\d+)?)\s*(?:%|per\s?cent)"
)
_ROUNDING = 1.0  # points of a percentage
_NEAR_DAYS = 60  # how far apart two happenings look like one
_NEIGHBOURS = 8  # happenings after one that are compared with it
_LOOSE_DAYS = 366  # a time wider than this tells no happening from the next


class _Found(NamedTuple):
    kind: str
    verdict: Verdict
    left: tuple[Claim, ...]
    right: tuple[Claim, ...]
    why: str


def contradictions(
    claims: Iterable[Claim], actors: Iterable[Actor], *, documents: Mapping[str, Document], codebook: Codebook,
    parties: Parties | None = None, geography: Geography | None = None,
) -> list[Contradiction]:  # fmt: skip
    """Every contradiction among resolved `claims`, and what looks like one, in an order of its own.

    A contradiction marks claims; it changes, closes and hides none.
    """
    said = sorted(claims, key=lambda claim: claim.id)
    sides = parties or parties_of(said, actors)
    case = _Case(said, sides, geography or Geography(), documents, codebook)
    found: dict[str, Contradiction] = {}
    for one in _each(case):
        if one.left and one.right:
            contradiction = _contradiction(one)
            found.setdefault(contradiction.id, contradiction)
    order: tuple[Verdict, ...] = ("contradiction", "tension", "look-alike")
    return sorted(found.values(), key=lambda one: (order.index(one.verdict), one.kind, one.left, one.right))


def _each(case: _Case) -> Iterator[_Found]:
    rules: tuple[Callable[[_Case], Iterator[_Found]], ...] = (
        _opposed, _levels, _doubted_ground, _figures, _figures_apart, _totals, _percentages, _earliest, _once,
        _two_states, _headlines, _aims, _only_ones, _custody, _through_others, _past_and_now, _journeys, _sizes,
        _silence,
    )  # fmt: skip
    for rule in rules:
        yield from rule(case)


def _contradiction(found: _Found) -> Contradiction:
    left, right = (tuple(dict.fromkeys(claim.id for claim in side)) for side in (found.left, found.right))
    name = "\x1e".join((found.kind, found.verdict, *sorted((",".join(left), ",".join(right)))))
    return Contradiction(
        id="x-" + hashlib.sha256(name.encode()).hexdigest()[:16], kind=found.kind, verdict=found.verdict, left=left,
        right=right, why=load_rules("contradictions")["why"][found.why],
        itself=any(_one_voice(one, other) for one in found.left for other in found.right),
    )  # fmt: skip


def _one_voice(one: Claim, other: Claim) -> bool:
    voices = [claim.sources[-1].name if claim.sources else "" for claim in (one, other)]
    return one.document_id == other.document_id and voices[0] == voices[1]


@dataclass(frozen=True)
class _Case:
    """The claims with what they were brought to, computed once for all rules."""

    claims: Sequence[Claim]
    parties: Parties
    geography: Geography
    documents: Mapping[str, Document]
    codebook: Codebook

    @cached_property
    def rules(self) -> Mapping[str, Any]:
        return load_rules("contradictions")

    @cached_property
    def propositions(self) -> list[Proposition]:
        return propositions(self.claims, self.parties, self.codebook, self.geography)

    @cached_property
    def by_predicate(self) -> Mapping[str, list[Claim]]:
        found: dict[str, list[Claim]] = defaultdict(list)
        for claim in self.claims:
            found[claim.predicate].append(claim)
        return found

    def of(self, *predicates: str) -> Iterator[Claim]:
        for predicate in predicates:
            yield from self.by_predicate.get(predicate, ())

    def ends(self, claim: Claim) -> Iterator[tuple[str, str]]:
        """Every pair of actors that a claim joins, by id; a tie that runs both ways in one order."""
        for one, other in product(self.named(claim.subject), self.named(claim.object)):
            if one != other:
                yield (min(one, other), max(one, other)) if self.codebook[claim.predicate].symmetric else (one, other)

    def named(self, mentions: Iterable[Mention]) -> list[str]:
        actors = self.parties.actors
        return [mention.actor for mention in mentions if mention.actor is not None and mention.actor in actors]

    def sentence(self, claim: Claim) -> tuple[str, int]:
        """The sentence a claim stands in, roughly: its document and where the sentence begins."""
        document = self.documents.get(claim.document_id)
        text = document.text if document is not None else claim.quote
        start = max(text.rfind(". ", 0, claim.start), text.rfind("\n", 0, claim.start)) + 1
        return claim.document_id, start

    def paragraph(self, claim: Claim) -> tuple[str, int, int]:
        document = self.documents.get(claim.document_id)
        if document is None:
            return claim.document_id, 0, len(claim.quote)
        end = document.text.find("\n", claim.end)
        return (claim.document_id, document.text.rfind("\n", 0, claim.start) + 1,
                end if end >= 0 else len(document.text))  # fmt: skip

    def state(self, place: str) -> str:
        """The key of the state a place lies in, or of the widest place that is known to hold it."""
        return (self.geography.key(place), *self.geography.around(place))[-1]


# -- a claim and its denial ----------------------------------------------------------------------------------------


def _opposed(case: _Case) -> Iterator[_Found]:
    """What one side asserts and the other denies; each pair of claims once, in the finding closest to both."""
    seen: set[tuple[str, str]] = set()
    for one in sorted(case.propositions, key=lambda one: (len(one.entailed), one.key)):
        by_side: dict[str, list[Claim]] = defaultdict(list)
        for claim in one.claims:
            by_side[one.sides[claim.id]].append(claim)
        for left, verdict in ((by_side["for"], "contradiction"), (_possible(by_side["listed"]), "tension")):
            pairs = [(here, there) for here in left for there in by_side["against"] if (here.id, there.id) not in seen]
            seen.update((here.id, there.id) for here, there in pairs)
            yield from _sorted_out(one, pairs, verdict, case)  # type: ignore[arg-type]


def _possible(listed: Iterable[Claim]) -> list[Claim]:
    return [claim for claim in listed if not is_minus(claim)]


def _sorted_out(
    one: Proposition, pairs: list[tuple[Claim, Claim]], verdict: Verdict, case: _Case
) -> Iterator[_Found]:  # fmt: skip
    by_why: dict[tuple[str, Verdict, str], list[tuple[Claim, Claim]]] = defaultdict(list)
    for here, there in pairs:
        kind, found, why = "opposed", verdict, "opposed" if verdict == "contradiction" else "opposed_possible"
        if not is_minus(there) and one.predicate == "holds_role":
            kind, why = "role", "role"
        elif not is_dated(case.codebook[one.predicate]) and times_apart(here.time, there.time):
            found, why = "tension", "opposed_later"
        if one.predicate == "present_in" and _inside(here, there, case):
            kind, why = "place", "opposed_place"
        by_why[kind, found, why].append((here, there))
    for (kind, found, why), told in sorted(by_why.items()):
        left, right = (dict.fromkeys(pair[side] for pair in told) for side in (0, 1))
        yield _Found(kind, found, tuple(left), tuple(right), why)


def _inside(here: Claim, there: Claim, case: _Case) -> bool:
    keys = [{case.geography.key(mention.name) for mention in claim.object} for claim in (here, there)]
    around = {key for mention in here.object for key in case.geography.around(mention.name)}
    return not keys[0] & keys[1] and bool(around & keys[1])


def _levels(case: _Case) -> Iterator[_Found]:
    """A level of cooperation that one asserts, and one no closer that another denies or calls unlikely."""
    order = case.rules["levels"]
    asserted: dict[tuple[str, str], list[tuple[int, Claim]]] = defaultdict(list)
    denied: dict[tuple[str, str], list[tuple[int, Claim]]] = defaultdict(list)
    for claim in case.of("cooperates_with"):
        level = _level(claim, case)
        if level is not None:
            for pair in case.ends(claim):
                if side_of(claim) == "for":
                    asserted[pair].append((order.index(level), claim))
                elif is_minus(claim):
                    denied[pair].append((order.index(level), claim))
    for pair in sorted(asserted.keys() & denied.keys()):
        for (closer, here), (further, there) in product(asserted[pair], denied[pair]):
            if closer <= further and here.kind != there.kind:
                counted = side_of(there) == "against" and there.kind in order
                yield _Found("level", "contradiction" if counted else "tension", (here,), (there,),
                             "level" if side_of(there) == "against" else "level_doubted")  # fmt: skip


def _level(claim: Claim, case: _Case) -> str | None:
    if claim.kind in case.rules["levels"]:
        return claim.kind
    words = set(re.findall(r"[a-z]+", claim.kind or ""))
    return next((level for word, level in case.rules["level_words"].items() if word in words), None)


def _doubted_ground(case: _Case) -> Iterator[_Found]:
    """A tie between two of whom a report doubts that they have anything in common at all."""
    doubts: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in case.of("common_ground"):
        if claim.kind is None and side_of(claim) == "against":
            for pair in case.ends(claim):
                doubts[pair].append(claim)
    for claim in case.of("linked_to", "cooperates_with"):
        if side_of(claim) == "for":
            for pair in case.ends(claim):
                for doubt in doubts.get(pair, ()):
                    yield _Found("opposed", "tension", (claim,), (doubt,), "ground")


# -- figures -------------------------------------------------------------------------------------------------------


def _figures(case: _Case) -> Iterator[_Found]:
    for one in case.propositions:
        counted = [claim for claim in one.claims if claim.value is not None and claim.predicate == one.predicate
                   and one.sides[claim.id] == "for"]  # fmt: skip
        for here, there in combinations(counted, 2):
            part = _is_part(here, there, case) or _is_part(there, here, case)
            if not part and counts_clash(here, there, case.geography):
                yield _Found("figures", "contradiction", (here,), (there,), "figures")


def _figures_apart(case: _Case) -> Iterator[_Found]:
    """Counts of the same people in two happenings close in time: they look like one, told differently."""
    told: dict[tuple[str, str], list[tuple[float, str, list[Claim]]]] = defaultdict(list)
    for one in case.propositions:
        counted = [claim for claim in one.claims if claim.predicate == "casualty_count" and claim.value is not None
                   and one.sides[claim.id] == "for" and _is_of_an_event(claim)]  # fmt: skip
        if one.predicate == "casualty_count" and counted:
            people = people_of(counted[0].subject[0].name) if counted[0].subject else ""
            last = max(_ordinal(claim.time.latest) for claim in counted if claim.time and claim.time.latest)
            told[one.kind or "", people].append((last, one.key[-1], counted))
    for _, held in sorted(told.items()):
        ordered = sorted(held, key=lambda entry: entry[:2])
        for place, (day, _, counted) in enumerate(ordered):
            for later, _, others in ordered[place + 1 : place + 1 + _NEIGHBOURS]:
                if later - day > _NEAR_DAYS:
                    break
                pairs = [(one, other) for one, other in product(counted, others) if _share_actor(one, other, case)
                         and one.value and other.value and figures_clash(one.value, other.value)]  # fmt: skip
                left, right = (tuple(dict.fromkeys(pair[side] for pair in pairs)) for side in (0, 1))
                yield _Found("figures", "look-alike", left, right, "figures_apart")


def _is_of_an_event(claim: Claim) -> bool:
    time = claim.time
    return time is not None and time.latest is not None and (
        time.earliest is None or _ordinal(time.latest) - _ordinal(time.earliest) < _NEAR_DAYS)  # fmt: skip


def _share_actor(one: Claim, other: Claim, case: _Case) -> bool:
    """Whether the counted are of one side, or counted under one name."""
    here, there = ({case.parties.house(mention.actor) for mention in claim.subject} - {None} for claim in (one, other))
    names = [claim.subject[0].name if claim.subject else "" for claim in (one, other)]
    return bool(here & there) or kin(*names)


def _ordinal(day: str) -> float:
    year, month, of_month = (int(part) for part in day.split("-"))
    return year * 365.25 + month * 30.44 + of_month


def _totals(case: _Case) -> Iterator[_Found]:
    """Parts that are more than their whole, and things told one by one that are more than their count."""
    by_paragraph: dict[object, list[Claim]] = defaultdict(list)
    for claim in case.of("casualty_count", "incident_count"):
        if claim.value is not None:
            by_paragraph[case.paragraph(claim), claim.predicate, claim.kind].append(claim)
    for _, told in sorted(by_paragraph.items(), key=lambda item: repr(item[0])):
        ordered = sorted(told, key=lambda claim: (claim.start, claim.end))
        for place, whole in enumerate(ordered):
            parts = [part for part in ordered[place + 1 :] if _is_part(part, whole, case)]
            high = _most(whole)
            if parts and high is not None and sum(_least(part) or 0 for part in parts) > high:
                yield _Found("total", "contradiction", (whole,), tuple(parts), "total")
    named = {"mergers": "merge_into"}
    for claim in case.of("incident_count"):
        most = _most(claim)
        if claim.kind in named and most is not None:
            one_by_one = [other for other in case.of(named[claim.kind]) if other.document_id == claim.document_id
                          and other.sources == claim.sources and case.paragraph(other) == case.paragraph(claim)]
            if len({mention.name for other in one_by_one for mention in other.subject}) > most:
                yield _Found("total", "contradiction", (claim,), tuple(one_by_one), "listed")


def _is_part(part: Claim, whole: Claim, case: _Case) -> bool:
    """Whether a number is told as a part of another in one paragraph: `47 killed, including 33 in one raid`."""
    document = case.documents.get(part.document_id)
    if document is None or whole.document_id != part.document_id or whole.start > part.start:
        return False
    between = document.text[whole.start : part.end].casefold()
    return whole.sources == part.sources and "\n" not in between and any(
        word in between for word in case.rules["parts"]["words"])  # fmt: skip


def _most(claim: Claim) -> float | None:
    figure = claim.value
    return None if figure is None else figure.high if figure.high is not None else figure.best


def _least(claim: Claim) -> float | None:
    figure = claim.value
    return None if figure is None else figure.low if figure.low is not None else figure.best


def _percentages(case: _Case) -> Iterator[_Found]:
    """A share that does not fit the two numbers beside it, and a rise that does not fit two years' counts."""
    for claim in case.claims:
        for told in _SHARE.finditer(claim.quote):
            part, whole = (float(told[name].replace(",", "")) for name in ("part", "whole"))
            if whole and abs(100 * part / whole - float(told["percent"])) > _ROUNDING:
                yield _Found("percentage", "contradiction", (claim,), (claim,), "percent")
    for claim in case.of("trend"):
        percent = _NUMBER.search(claim.value.text) if claim.kind == "percent_change" and claim.value else None
        if percent is None or claim.time is None or claim.time.earliest is None:
            continue
        year = claim.time.earliest[:4]
        sign = -1 if claim.value and "-" in claim.value.text.split(percent[0])[0] else 1
        counts = {yearly: [other for other in case.of("incident_count") if other.document_id == claim.document_id
                           and other.time and (other.time.earliest or "")[:4] == yearly and _most(other)]
                  for yearly in (year, str(int(year) - 1))}  # fmt: skip
        for now, before in product(counts[year], counts[str(int(year) - 1)]):
            rise = 100 * ((_most(now) or 0) / (_most(before) or 1) - 1)
            if kin(_names(now), _names(before)) and abs(rise - sign * float(percent[0].replace(",", ""))) > _ROUNDING:
                yield _Found("percentage", "contradiction", (claim,), (now, before), "percent")


def _names(claim: Claim) -> str:
    return " ".join(mention.name for mention in (*claim.subject, *claim.object))


# -- when and where ------------------------------------------------------------------------------------------------


def _earliest(case: _Case) -> Iterator[_Found]:
    """A time given as the earliest, and an earlier one of the same."""
    words = case.rules["first"]["words"]
    for claim in case.claims:
        if not any(word in claim.quote.casefold() for word in words) or claim.time is None or side_of(claim) != "for":
            continue
        alike = [predicate.id for predicate in case.codebook
                 if claim.predicate in (predicate.id, *case.codebook.entailed(predicate.id))]  # fmt: skip
        pairs = set(case.ends(claim))
        for other in case.of(*alike):
            latest = other.time.latest if other.time else None
            earlier = latest is not None and claim.time.earliest is not None and latest < claim.time.earliest
            if earlier and side_of(other) == "for" and pairs & set(case.ends(other)):
                yield _Found("date", "tension", (claim,), (other,), "earliest")


def _once(case: _Case) -> Iterator[_Found]:
    """The days and the places of what happens to somebody once."""
    once = load_rules("gathering")["once"]
    for one in case.propositions:
        if one.predicate not in once or one.key[-1]:
            continue
        held = [claim for claim in one.claims if one.sides[claim.id] == "for"]
        for here, there in combinations(held, 2):
            if here.predicate in once and there.predicate in once:
                if times_apart(here.time, there.time):
                    yield _Found("date", "contradiction", (here,), (there,), "dates")
                places = [[place.name for place in claim.place] for claim in (here, there)]
                if all(places) and not case.geography.any_meet(*places) and all(
                        case.geography.around(name) for names in places for name in names):  # fmt: skip
                    yield _Found("place", "contradiction", (here,), (there,), "places")


def _two_states(case: _Case) -> Iterator[_Found]:
    """One sentence that puts the same of the same into two states."""
    told: dict[object, list[Claim]] = defaultdict(list)
    for claim in case.of("present_in", "has_relations"):
        for subject in case.named(claim.subject):
            told[case.sentence(claim), claim.predicate, claim.kind, subject].append(claim)
    for _, claims in sorted(told.items(), key=lambda item: repr(item[0])):
        for here, there in combinations(claims, 2):
            states = [{case.state(place.name) for place in claim.place} for claim in (here, there)]
            known = all(case.geography.around(place.name) or case.parties.names.state(place.name)
                        for claim in (here, there) for place in claim.place)  # fmt: skip
            if all(states) and known and not states[0] & states[1]:
                yield _Found("place", "tension", (here,), (there,), "two_states")


# -- above the story -----------------------------------------------------------------------------------------------


def _headlines(case: _Case) -> Iterator[_Found]:
    """What a headline says otherwise than its story: surer or less sure, of others, with another source."""
    above: dict[str, list[Claim]] = defaultdict(list)
    below: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in case.claims:
        if _stands_above(claim, case):
            above[claim.document_id].append(claim)
        else:
            below[claim.document_id, claim.predicate].append(claim)
    for document, titles in sorted(above.items()):
        for title in titles:
            for claim in below.get((document, title.predicate), ()):
                surer = (title.certainty, title.stance) != (claim.certainty, claim.stance)
                if surer and _of_one_thing(title, claim, case):
                    yield _Found("headline", "tension", (title,), (claim,), "headline")


def _stands_above(claim: Claim, case: _Case) -> bool:
    """Whether a claim is of a headline, a caption or a line of its own without an end, as titles are."""
    if claim.sources and claim.sources[-1].kind == "headline":
        return True
    document = case.documents.get(claim.document_id)
    if document is None:
        return False
    block = next((block for block in document.blocks if block.start <= claim.start < block.end), None)
    if block is not None and block.kind in ("headline", "standfirst"):
        return True
    _, start, end = case.paragraph(claim)
    line = document.text[start:end].strip()
    return len(line) < 120 and not line.endswith((".", "!", "?", "”", '"', "۔", "؟", ":", ";")) and (
        block is None or block.kind == "paragraph")


def _of_one_thing(one: Claim, other: Claim, case: _Case) -> bool:
    """Whether two claims of one predicate share an end and the other ends may be the same."""
    slots = ((one.subject, other.subject), (one.object, other.object))
    shared = [bool(_keys(here) & _keys(there)) for here, there in slots]
    alike = [not here or not there or any(kin(a.name, b.name) or _kin_to_actor(a, b, case)
                                          for a, b in product(here, there)) for here, there in slots]  # fmt: skip
    return any(shared) and all(same or near for same, near in zip(shared, alike, strict=True))


def _keys(mentions: Iterable[Mention]) -> set[str]:
    return {mention.actor or mention.name.casefold() for mention in mentions}


def _kin_to_actor(one: Mention, other: Mention, case: _Case) -> bool:
    """Whether a description shares a telling word with one of the names of an actor."""
    for here, there in ((one, other), (other, one)):
        actor = case.parties.actors.get(there.actor or "")
        if actor is not None and any(kin(here.name, name.form.form) for name in actor.names):
            return True
    return False


# -- aims, posts, custody ------------------------------------------------------------------------------------------


def _ideas(words: str, case: _Case) -> frozenset[str]:
    told = {*re.findall(r"[a-z-]+", words.casefold()), *re.findall(r"[a-z]+", words.casefold())}
    return frozenset(idea["called"] for idea in case.rules["idea"] if told & {*idea["words"]} or any(
        word.rstrip("s") in idea["words"] for word in told))  # fmt: skip


def _aims(case: _Case) -> Iterator[_Found]:
    """Aims of one side that exclude each other, and an aim that it is said to oppose."""
    aims: dict[str, list[tuple[frozenset[str], Claim]]] = defaultdict(list)
    against: dict[str, list[tuple[frozenset[str], Claim]]] = defaultdict(list)
    for claim in case.of("has_goal", "has_ideology", "regards"):
        ideas = _ideas(" ".join(mention.name for mention in claim.object), case)
        held = aims if claim.predicate != "regards" else against if claim.kind == "opposition" else None
        if ideas and held is not None and not is_minus(claim):
            for actor in case.named(claim.subject):
                held[actor].append((ideas, claim))
    for actor in sorted(aims):
        for (here, one), (there, other) in combinations(aims[actor], 2):
            if any({*pair} <= here | there and not {*pair} <= here and not {*pair} <= there
                   for pair in case.rules["exclusive"]):  # fmt: skip
                yield _Found("aim", _as_sure(one, other), (one,), (other,), "aim")
        for (here, one), (there, other) in product(aims[actor], against.get(actor, ())):
            if here & there:
                yield _Found("aim", _as_sure(one, other), (one,), (other,), "aim_against")


def _as_sure(*claims: Claim) -> Verdict:
    """A contradiction where all are asserted; a tension where one is only possible."""
    return "contradiction" if all(side_of(claim) != "listed" for claim in claims) else "tension"


def _only_ones(case: _Case) -> Iterator[_Found]:
    """Who is called the only one of an idea, and others who are told to hold it."""
    words = case.rules["only"]["words"]
    near = [{*pair} for pair in case.rules["near"]]
    ideas = {claim.id: _ideas(" ".join((claim.kind or "", *(mention.name for mention in claim.object))), case)
             for claim in case.of("has_ideology")}  # fmt: skip
    others = [claim for claim in case.of("has_ideology") if side_of(claim) == "for"]
    described = [claim for claim in case.of("cooperates_with") if side_of(claim) == "for"]
    for claim in case.of("has_ideology"):
        if not any(word in claim.quote.casefold() for word in words) or side_of(claim) != "for":
            continue
        wanted = set(ideas[claim.id])
        for pair in near:
            wanted |= pair if wanted & pair else set()
        own = set(case.named(claim.subject))
        for other in others:
            if wanted & ideas[other.id] and not own & set(case.named(other.subject)):
                yield _Found("only-one", "contradiction", (claim,), (other,), "only_one")
        for other in described:  # other separatist militias
            names = [mention.name for mention in (*other.subject, *other.object) if mention.actor not in own]
            if any("other" in name.casefold().split() and wanted & _ideas(name, case) for name in names):
                yield _Found("only-one", "contradiction", (claim,), (other,), "only_one")


def _custody(case: _Case) -> Iterator[_Found]:
    """Who is said to have been active while he was held."""
    rules = case.rules["custody"]
    held: dict[str, list[Claim]] = defaultdict(list)
    for claim in case.of("arrest"):
        if side_of(claim) == "for" and _lasts(claim):
            for person in case.named(claim.object):
                held[person].append(claim)
    for predicate, kinds in sorted(rules["free"].items()):
        for claim in case.of(predicate):
            if side_of(claim) != "for" or (kinds and claim.kind not in kinds) or claim.time is None:
                continue
            if claim.time.latest is None or _is_vague(claim):
                continue
            for person in case.named(claim.subject):
                for custody in held.get(person, ()):
                    if not times_apart(claim.time, custody.time) and _longer_than_a_year(claim):
                        yield _Found("custody", "tension", (claim,), (custody,), "custody")


def _lasts(claim: Claim) -> bool:
    """Whether a custody lasts: its time is an interval of more than a year, and no mere date of an arrest."""
    time = claim.time
    return (claim.kind == "detention" and time is not None and time.earliest is not None and time.latest is not None
            and _ordinal(time.latest) - _ordinal(time.earliest) > _LOOSE_DAYS)  # fmt: skip


def _is_vague(claim: Claim) -> bool:
    """Whether a post has no known start and no words that it lasted: it may have begun after the release."""
    assert claim.time is not None
    return claim.time.earliest is None and not re.search(r"\b(?:past|last|for)\b.*\byears\b", claim.quote)


def _longer_than_a_year(claim: Claim) -> bool:
    time = claim.time
    return time is not None and (time.earliest is None or time.latest is None
                                 or _ordinal(time.latest) - _ordinal(time.earliest) > _LOOSE_DAYS)  # fmt: skip


# -- what only looks so --------------------------------------------------------------------------------------------


def _through_others(case: _Case) -> Iterator[_Found]:
    """A tie denied or played down, and goods that reach one of the two from the other through a third."""
    passed: dict[object, list[Claim]] = defaultdict(list)
    for claim in case.of("supply_weapons", "supply_materiel", "fund"):
        passed[case.sentence(claim)].append(claim)
    loose: dict[str, list[tuple[Claim, str]]] = defaultdict(list)
    for claim in case.of("linked_to"):
        less = is_minus(claim) or re.search(r"\b(?:less|little|hardly|barely)\b", claim.quote)
        if less:
            for one, other in case.ends(claim):
                loose[one].append((claim, other))
                loose[other].append((claim, one))
    for _, claims in sorted(passed.items(), key=lambda item: repr(item[0])):
        for first, last in ((a, b) for a in claims for b in claims if a is not b and a.start <= b.start):
            if set(case.named(first.object)) & set(case.named(last.subject)):
                continue
            for receiver in case.named(last.object):
                for claim, other in loose.get(receiver, ()):
                    if other in case.named(first.object) or other in case.named(first.subject):
                        yield _Found("opposed", "tension", (claim,), (last,), "through_others")


def _past_and_now(case: _Case) -> Iterator[_Found]:
    """A tie of the past and hostility of another time, or the other way round, between the same two."""
    good: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    bad: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in case.claims:
        sign = case.codebook[claim.predicate].sign
        if side_of(claim) != "for" or sign not in (1, -1):
            continue
        for one, other in case.ends(claim):
            (good if sign == 1 else bad)[min(one, other), max(one, other)].append(claim)
    for pair in sorted(good.keys() & bad.keys()):
        for tie in good[pair]:
            if _is_of_the_past(tie):
                enemies = tuple(claim for claim in bad[pair] if not _is_of_the_past(claim))
                if enemies:
                    yield _Found("time", "look-alike", (tie,), enemies, "past_and_now")


def _is_of_the_past(claim: Claim) -> bool:
    words = f"{claim.time.text if claim.time else ''} {claim.kind or ''} {claim.quote[-40:]}".casefold()
    return bool(re.search(r"\b(?:in the past|former|formerly|historically|once)\b", words))


def _journeys(case: _Case) -> Iterator[_Found]:
    """Two journeys of one person of which one has no end or no day."""
    told: dict[str, list[Claim]] = defaultdict(list)
    for claim in case.of("moves_to"):
        if claim.kind in ("flight", "migration", "displacement", "relocation") and side_of(claim) == "for":
            for person in case.named(claim.subject):
                if case.parties.actors[person].kind == "PER":
                    told[person].append(claim)
    for _, claims in sorted(told.items()):
        for here, there in combinations(claims, 2):
            if here.sources != there.sources and (not here.object or not there.object):
                yield _Found("place", "look-alike", (here,), (there,), "journeys")


def _sizes(case: _Case) -> Iterator[_Found]:
    """A weapon that one is said to have, and one of the same class and another size that it is said not to have."""
    told: dict[tuple[str, str], list[tuple[str, Claim]]] = defaultdict(list)
    for claim in case.of("possesses"):
        for subject, thing in product(case.named(claim.subject), claim.object):
            equipment = equipment_of(" ".join(re.findall(r"[^\W_]+", thing.name.casefold())))
            if equipment is not None:
                told[subject, equipment.name].append((equipment.size, claim))
    for _, held in sorted(told.items()):
        for (size, here), (other, there) in product(held, held):
            if size != other and side_of(here) == "for" and side_of(there) == "against":
                yield _Found("opposed", "look-alike", (here,), (there,), "sizes")


def _silence(case: _Case) -> Iterator[_Found]:
    """Silence about an act or a tie, and somebody who tells of it."""
    for claim in case.of("evidence_status"):
        words = _names(claim)
        actors = set(case.named((*claim.subject, *claim.object)))
        actors |= {id for word in re.findall(r"[\w’'-]+", words)
                   if (id := case.parties.names.bearer(word, claim.document)) is not None}  # fmt: skip
        for predicate in case.rules["silence"].get(claim.kind or "", ()):
            for other in case.of(predicate):
                if side_of(other) != "for":
                    continue
                ends = {*case.named(other.subject), *case.named(other.object)}
                places = [[place.name for place in one.place] for one in (claim, other)]
                meet = all(places) and case.geography.any_meet(*places)
                told_of = len(ends & actors) > 1 or (predicate == "claim_responsibility" and meet) or (
                    predicate == "present_in" and meet and bool(ends & actors))
                if told_of:
                    yield _Found("silence", "look-alike", (claim,), (other,), "silence")
