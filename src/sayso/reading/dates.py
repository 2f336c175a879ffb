"""When: which time expression of a sentence dates a word of it, and what its tense says where none does.

The expressions themselves are read in `timewords`, the arithmetic of the calendar is in `extents`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Literal

from sayso.reading import extents
from sayso.reading.extents import Extent, bounds
from sayso.reading.timewords import WORDS, FoundTime, as_time, found_times
from sayso.records import Sentence, Time

__all__ = ["FoundTime", "Tense", "bounds", "found_times", "time_of"]

Tense = Literal["past", "present", "future"]
_TEMPORAL = frozenset({"obl", "obl:tmod", "obl:npmod", "obl:unmarked", "nmod:tmod", "nmod:unmarked", "advmod", "nmod",
                       "nummod", "amod", "compound", "dep", "appos", "nmod:npmod", "flat", "parataxis"})  # fmt: skip
_MODIFIES_ITS_NOUN = frozenset({"nummod", "amod", "compound"})
_CLAUSAL = frozenset({"ccomp", "parataxis", "advcl", "acl", "acl:relcl", "csubj", "advcl:relcl", "csubj:pass"})


def time_of(
    sentence: Sentence, trigger: int, found: tuple[FoundTime, ...], published: str | None, *, tense: Tense | None
) -> Time | None:
    """When what the word at `trigger` says happened, or holds; None where neither words nor `published` tell.

    First the expression that hangs on the trigger or on its clause; then one that a clause above lends it (`inferred`):
    a saying dates what it says only as its limit, `after` and `before` turn into limits. Last the tense alone: past is
    before publication, present the month of publication, future after it. What has happened ends at publication.
    """
    reference = bounds(published)
    best: tuple[tuple[int, int], FoundTime] | None = None
    said: Time | None = None  # words that hang on the trigger and give no bounds
    heads = {f: _head(sentence, f) for f in found if f.kind in ("date", "vague")}
    node, limit, inferred, described = trigger, "", False, False
    for _ in range(12):
        for expression, head in heads.items():
            cost = _cost(sentence, head, node)
            if cost is None or expression.first <= trigger < expression.last:
                continue
            rank = (cost + 4 * (expression.kind == "vague"), abs(head - trigger))
            if not expression.time.edtf:
                said = said or expression.time
            elif best is None or rank < best[0]:
                best = rank, expression
        if best is not None:
            break
        relation, above = sentence.relations[node], sentence.heads[node]
        if above < 0 or described:
            break
        described = relation.startswith("acl")  # the noun a relative clause describes may date it, its verb may not
        if relation in ("ccomp", "parataxis"):
            limit, inferred = limit or "said", True
        elif relation.startswith("advcl"):
            limit, inferred = limit or _mark(sentence, node), True
        elif relation in _CLAUSAL or (relation == "conj" and sentence.upos[node] == "VERB") or relation == "xcomp":
            inferred = True
        node = above
    if best is None:
        return _by_tense(reference, tense, said.text if said else "") or said
    time = best[1].time
    inferred = inferred or best[0][0] % 4 == 2
    extent = _limited(Extent(_date(time.earliest), _date(time.latest), named=time.edtf), limit, tense)
    return as_time(time.text, _clipped(extent, reference, tense), inferred=inferred)


def _head(sentence: Sentence, expression: FoundTime) -> int:
    """The word of the expression that hangs on a word outside it."""
    inside = range(expression.first, expression.last)
    return next((i for i in reversed(inside) if sentence.heads[i] not in inside and sentence.upos[i] not in
                 ("ADP", "DET", "SCONJ")), expression.last - 1)  # fmt: skip


def _cost(sentence: Sentence, head: int, node: int) -> int | None:
    """How far the expression at `head` is from `node`: 0 on it, 1 on its object or as its subject, 2 lent by a noun.

    None where it hangs on another clause. A noun lends its year to its verb: `killed in the 2014 assault`.
    """
    at, cost = head, 0
    for _ in range(6):
        if at == node:
            return cost
        relation, above = sentence.relations[at], sentence.heads[at]
        if above < 0:
            return None
        core = relation.partition(":")[0] in ("nsubj", "obj", "iobj")
        if at == head and above != node and _binds(sentence, head):
            if sentence.heads[above] != node:
                return None
            cost = 2
        elif at == head:
            cost = 1 if core else 0
        elif above == node:
            cost = max(cost, 2 if relation.startswith("nsubj") else 1)
        if not (core or relation in _TEMPORAL or relation.startswith("obl") or (relation == "conj" and at != head)):
            return None
        at = above
    return None


def _binds(sentence: Sentence, head: int) -> bool:
    """Does the expression belong to the noun it hangs on alone: `the 2014 siege`, `the treaty of May 2020`?"""
    if sentence.relations[head] != "nmod":
        return sentence.relations[head] in _MODIFIES_ITS_NOUN
    before = range(max(0, head - 4), head)
    return any(sentence.heads[i] == head and sentence.words[i].lower() == "of" for i in before)


def _mark(sentence: Sentence, clause: int) -> str:
    """`after`, `before` or nothing: the word that opens an adverbial clause."""
    for child, head in enumerate(sentence.heads):
        if head == clause and sentence.relations[child] in ("mark", "case"):
            word = sentence.words[child].lower()
            if word in WORDS["following"] or word in WORDS["since"]:
                return "after"
            if word in WORDS["prior"] or word in WORDS["until"]:
                return "before"
    return ""


def _limited(extent: Extent, limit: str, tense: Tense | None) -> Extent:
    """What a clause above lends: the time itself, or its limit."""
    first, last = extent.earliest, extent.latest
    if limit == "after" or (limit == "said" and tense == "past"):
        return Extent(None, last, named=f"../{extent.ends}") if last else Extent()
    if limit == "before" or (limit == "said" and tense == "future"):
        return Extent(first, None, named=f"{extent.begins}/..") if first else Extent()
    return extent


def _clipped(extent: Extent, reference: Extent, tense: Tense | None) -> Extent:
    """Nothing that has happened lies after publication, nothing that is to come before it. The EDTF stays as said."""
    first, last, edtf = extent.earliest, extent.latest, extent.edtf
    if tense == "future":
        if reference.earliest and (last is None or last >= reference.earliest):
            first = max(first or reference.earliest, reference.earliest)
    elif reference.latest and (first is None or first <= reference.latest):
        last = min(last or reference.latest, reference.latest)
    return replace(extent, earliest=first, latest=last, named=edtf)


def _by_tense(reference: Extent, tense: Tense | None, text: str) -> Time | None:
    first, last = reference.earliest, reference.latest
    if tense is None or first is None or last is None:
        return None
    if tense == "past":
        extent = Extent(None, last)
    elif tense == "future":
        extent = Extent(first, None)
    else:
        month = Extent(first.replace(day=1), extents.month_end(last))
        extent = Extent(month.earliest, last, named=month.edtf)
    return as_time(text, extent, inferred=True)


def _date(day: str | None) -> date | None:
    return date.fromisoformat(day) if day else None
