"""One actor under many names: which actors of which reports are the same, by which rule, and why.

A rule joins what it can show, proposes (`unsure`) what it cannot, and never goes by likeness across digits or head
nouns. What people judged comes first, and no rule joins what they parted.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz.distance import OSA

from sayso.records import Actor, ActorKind, ActorName, Join, Judgement, NameForm, NameKind
from sayso.resolving.names import TELLING, family, is_short, normal, short_form, skeleton
from sayso.resolving.naming import Node, fuller, slips

_WELL_KNOWN = 3  # reports from which on we take it that people of one name would be seen in one company
_OFTEN = 5  # times as many reports: then the seldom spelling may be a slip
_FOREMOST = 10  # times as many reports as all others together
_COMPANY = 2  # names in common, at least, for company to tell
_COMPANY_OF_PEOPLE = 3


def one_by_one(nodes: Iterable[Node], judgements: Sequence[Join]) -> list[Actor]:
    """The actors that `nodes` are, every node in exactly one, each join with its rule and reason.

    `judgements` are the last that stand on each pair: `same` joins and `different` parts whatever the rules say,
    `unsure` keeps rules from joining, `renamed` gives a name. The order of neither matters.
    """
    known = {node.id: node for node in sorted(nodes, key=lambda node: node.id)}
    groups = _Groups(known, [join for join in judgements if join.left in known and join.right in known])
    for rule in (
        _same_name, _own_abbreviation, _bare_names, _offices, _spelling, _one_abbreviation, _slips,
        _bare_abbreviations, _surnames,
    ):  # fmt: skip
        for join in rule(known, groups):
            groups.join(join)
    renamed: dict[str, list[Join]] = defaultdict(list)
    for join in judgements:
        if join.judgement == "renamed" and join.left in known:
            renamed[groups.root(join.left)].append(join)
    found = [_actor(members, joins, renamed[groups.root(members[0])], known) for members, joins in groups.grown()]
    return _told_apart(found)


class _Groups:
    """Actors of reports grown together join by join; a join that would bring clashing ones together is refused."""

    def __init__(self, nodes: Mapping[str, Node], judged: Sequence[Join]) -> None:
        self.nodes = nodes
        self.parent = {id: id for id in nodes}
        self.held = {id: [id] for id in nodes}
        self.families = {id: frozenset(filter(None, [family(node.actor.kind)])) for id, node in nodes.items()}
        self.apart: dict[str, set[str]] = defaultdict(set)  # judged different
        self.open: dict[str, set[str]] = defaultdict(set)  # judged unsure
        self.made: list[Join] = []
        self.proposed: set[tuple[str, str]] = set()
        for join in judged:
            kept = {"different": self.apart, "unsure": self.open}.get(join.judgement)
            if kept is not None:
                kept[join.left].add(join.right)
                kept[join.right].add(join.left)
                self.made.append(join)
        for join in judged:
            if join.judgement == "same":
                self.join(join)

    def root(self, id: str) -> str:
        while self.parent[id] != id:
            self.parent[id] = id = self.parent[self.parent[id]]
        return id

    def join(self, join: Join) -> None:
        """Bring both ends together unless they are already, a judgement forbids it, or their families clash."""
        left, right = self.root(join.left), self.root(join.right)
        if left == right:
            return
        if join.rule != "user" and self._listed_person(join):
            join = replace(join, judgement="unsure", reason=f"{join.reason} That it is the person on a list only a "
                           "reader can say.")  # fmt: skip
        if join.judgement == "unsure":
            if (join.left, join.right) not in self.proposed:
                self.proposed.add((join.left, join.right))
                self.made.append(join)
            return
        if self._forbidden(left, right, by_rule=join.rule != "user"):
            return
        if len(self.held[left]) < len(self.held[right]):
            left, right = right, left
        self.parent[right] = left
        self.held[left] += self.held.pop(right)
        self.families[left] |= self.families.pop(right)
        self.made.append(join)

    def _listed_person(self, join: Join) -> bool:
        """Whether a rule would take somebody in the reports for a person on a list."""
        ends = [self.nodes[join.left], self.nodes[join.right]]
        return any(end.listed for end in ends) and "PER" in {end.actor.kind for end in ends}

    def _forbidden(self, left: str, right: str, *, by_rule: bool) -> bool:
        here, there = self.families[left], self.families[right]
        if by_rule and here and there and not (here <= there or there <= here):
            return True
        if not self.apart and not self.open:
            return False
        few, many = sorted((left, right), key=lambda root: len(self.held[root]))
        for id in self.held[few]:
            parted = self.apart.get(id, set()) | (self.open.get(id, set()) if by_rule else set())
            if any(self.root(other) == many for other in parted):
                return True
        return False

    def reports(self, id: str) -> set[str]:
        """The reports on an actor's group."""
        return {self.nodes[held].document for held in self.held[self.root(id)]}

    def company(self, id: str) -> set[str]:
        """Everybody whom the reports on an actor's group name beside it."""
        return set().union(*(self.nodes[held].company for held in self.held[self.root(id)]))

    def grown(self) -> list[tuple[list[str], list[Join]]]:
        """Every group: its members, and the joins and judgements that concern one of them."""
        concerning: dict[str, list[Join]] = defaultdict(list)
        for join in sorted(self.made, key=lambda join: (join.left, join.right, join.rule, join.judgement)):
            for root in {self.root(join.left), self.root(join.right)}:
                concerning[root].append(join)
        return [(sorted(held), concerning[root]) for root, held in self.held.items()]


_Nodes = Mapping[str, Node]


def _same_name(nodes: _Nodes, groups: _Groups) -> Iterator[Join]:
    """Actors that go by one name; people and units of one name whom reports put in different company are not."""
    blocks: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for id, node in nodes.items():
        for key, form in node.naming.telling:
            blocks[key, node.within(key)].setdefault(id, form)
    for _, block in sorted(blocks.items()):
        for ids in _by_family(block, nodes):
            circles = _circles(ids, nodes)
            for circle in circles:
                for id in circle[1:]:
                    yield _join(circle[0], id, "same-name", f"Both reports name it “{block[id]}”.")
            for circle in circles[1:]:
                why = f"Both reports name “{block[circle[0]]}”, but among quite different others."
                yield _join(circles[0][0], circle[0], "same-name", why, "unsure")


def _circles(ids: list[str], nodes: _Nodes) -> list[list[str]]:
    """People by the company they keep, units by their sides; all of one name together unless two circles are known."""
    kind = nodes[ids[0]].actor.kind
    if len(ids) < 2 * _WELL_KNOWN or kind not in ("PER", "UNIT"):
        return [ids]
    first_with: dict[str, int] = {}
    parent = list(range(len(ids)))

    def head(place: int) -> int:
        while parent[place] != place:
            place = parent[place]
        return place

    for place, id in enumerate(ids):
        node = nodes[id]
        for other in node.sides if kind == "UNIT" else node.company - {key for key, _ in node.naming.spelled}:
            here, there = sorted((head(place), head(first_with.setdefault(other, place))))
            parent[there] = here
    circles: dict[int, list[str]] = defaultdict(list)
    for place, id in enumerate(ids):
        circles[head(place)].append(id)
    ordered = sorted(circles.values(), key=lambda circle: (-len(circle), circle))
    known = [len(circle) for circle in ordered if len(circle) >= _WELL_KNOWN]
    if len(known) < 2 or (kind == "UNIT" and known[0] >= _FOREMOST * sum(known[1:])):
        return [ids]
    return ordered


def _own_abbreviation(nodes: _Nodes, groups: _Groups) -> Iterator[Join]:
    """An actor that a report calls by an abbreviation, and the one of which it says what that stands for."""
    spelled: dict[tuple[str, str], list[str]] = defaultdict(list)
    for id, node in nodes.items():
        if node.naming.full is not None and not is_short(node.actor.name):
            for short, _ in node.naming.shorts:
                spelled[node.document, short].append(id)
    for id, node in nodes.items():
        if is_short(node.actor.name):
            meant = spelled.get((node.document, short_form(node.actor.name)), [])
            if len(meant) == 1:
                yield _join(meant[0], id, "abbreviation", (
                    f"In this report {node.actor.name} stands for “{nodes[meant[0]].naming.full}”."))  # fmt: skip


def _bare_names(nodes: _Nodes, groups: _Groups) -> Iterator[Join]:
    """`The Guard` in a report that speaks of one Highland Guard; where it speaks of several, which one stays open."""
    reports: dict[str, list[str]] = defaultdict(list)
    for id, node in nodes.items():
        reports[node.document].append(id)
    for id, node in nodes.items():
        for key in sorted(node.bound):
            form = dict(node.naming.telling)[key]
            meant = [other for other in reports[node.document]
                     if fuller(key, node.naming, [nodes[other].naming]) and other != id]  # fmt: skip
            for other in meant:
                full = nodes[other].naming.full
                if len(meant) == 1:
                    yield _join(other, id, "bare-name", f"In this report “{form}” can only be “{full}”.")
                else:
                    why = f"“{form}” may be “{full}”; the report speaks of others of that name, too."
                    yield _join(other, id, "bare-name", why, "unsure")


def _offices(nodes: _Nodes, groups: _Groups) -> Iterator[Join]:
    """One office of one land: `the government of Varkesh`, `the Varkeshi government`, `the government` there."""
    blocks: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for id, node in nodes.items():
        if (held := node.office()) is not None:
            blocks[held][id] = node.naming.full or node.actor.name
    for (what, where), block in sorted(blocks.items()):
        for ids in _by_family(block, nodes):
            for id in ids[1:]:
                yield _join(ids[0], id, "office", (
                    f"“{block[ids[0]]}” and “{block[id]}” are the {what} of one land, {where.title()}."))  # fmt: skip


def _one_abbreviation(nodes: _Nodes, groups: _Groups) -> Iterator[Join]:
    """Forms that reports give one abbreviation, alike but for the ending of a word before the head noun.

    Those of two reports are one only where no report speaks of both.
    """
    blocks: dict[str, dict[str, tuple[str, str]]] = defaultdict(dict)  # abbreviation → full form → form, first bearer
    equated: dict[tuple[str, str], set[str]] = defaultdict(set)  # abbreviation, full form → reports that say so
    for id, node in nodes.items():
        if node.naming.full is not None:
            full = normal(node.naming.full)
            for short, _ in node.naming.shorts:
                blocks[short].setdefault(full, (node.naming.full, id))
                equated[short, full].add(node.document)
    for short, block in sorted(blocks.items()):
        forms = sorted(block)
        for place, left in enumerate(forms):
            for right in forms[place + 1 :]:
                if not _share_stems(left, right):
                    continue
                in_one = equated[short, left] & equated[short, right]
                if in_one or not groups.reports(block[left][1]) & groups.reports(block[right][1]):
                    one = "One report writes" if in_one else "Reports write"
                    yield _join(block[left][1], block[right][1], "abbreviation", (
                        f"{one} {short} for “{block[left][0]}” and for “{block[right][0]}”, which differ only in how a "
                        "word ends."))  # fmt: skip


def _share_stems(left: str, right: str) -> bool:
    """Whether two names have the same head noun and words that begin alike (four letters at least)."""
    here, there = left.split(), right.split()
    return len(here) == len(there) > 1 and here[-1] == there[-1] and all(
        one == other or (min(len(one), len(other)) >= 4 and (one.startswith(other) or other.startswith(one)))
        for one, other in zip(here, there, strict=True)
    )  # fmt: skip


def _spelling(nodes: _Nodes, groups: _Groups) -> Iterator[Join]:
    """Names whose skeletons are the same, word by word; people only on one side or in the same company."""
    blocks: dict[str, dict[str, str]] = defaultdict(dict)
    for id, node in nodes.items():
        for key, form in node.naming.spelled:
            blocks[key].setdefault(id, form)
    for _, block in sorted(blocks.items()):
        for ids in _by_family(block, nodes):
            told: dict[str, str] = {}  # each spelling by its first bearer: same-name has joined the others
            for id in ids:
                told.setdefault(normal(block[id]), id)
            first, *others = told.values()
            for other in others:
                why = f"“{block[first]}” and “{block[other]}” are spelled alike, word by word"
                if nodes[first].actor.kind != "PER":
                    yield _join(first, other, "spelling", f"{why}.")
                elif common := _common_ground(first, other, nodes, groups):
                    yield _join(first, other, "spelling", f"{why}, and {common}.")
                else:
                    yield _join(first, other, "spelling", f"{why}, but of people a reader must judge.", "unsure")


def _common_ground(one: str, other: str, nodes: _Nodes, groups: _Groups) -> str | None:
    """What two people of one name share: a side, or at least three others named beside both; None where nothing."""
    sides = [set().union(*(nodes[id].sides for id in groups.held[groups.root(end)])) for end in (one, other)]
    if sides[0] & sides[1]:
        return "reports give both one side"
    shared = groups.company(one) & groups.company(other)
    shared -= {key for end in (one, other) for key, _ in nodes[end].naming.spelled}
    return "reports name them beside the same others" if len(shared) >= _COMPANY_OF_PEOPLE else None


def _slips(nodes: _Nodes, groups: _Groups) -> Iterator[Join]:
    """A spelling one letter from another that is far more frequent, in the same company: a slip; else a proposal."""
    bearers: dict[str, list[str]] = defaultdict(list)
    forms: dict[str, str] = {}
    for id, node in nodes.items():
        for key, form in node.naming.spelled:
            if " " in key:
                bearers[key].append(id)
                forms.setdefault(key, form)
    near: dict[str, list[str]] = defaultdict(list)
    for key in sorted(bearers):
        for slip in slips(key):
            near[slip].append(key)
    pairs = {(one, other) for keys in near.values() for place, one in enumerate(keys) for other in keys[place + 1 :]}
    reports = {key: {nodes[id].document for id in ids} for key, ids in bearers.items()}
    meant: dict[str, list[str]] = defaultdict(list)
    for one, other in sorted(pairs):
        if not _one_letter(one, other) or groups.root(bearers[one][0]) == groups.root(bearers[other][0]):
            continue
        if groups.reports(bearers[one][0]) & groups.reports(bearers[other][0]):  # who names both tells them apart
            continue
        seldom, often = sorted((one, other), key=lambda key: (len(reports[key]), key))
        shared = groups.company(bearers[seldom][0]) & groups.company(bearers[often][0]) - {one, other}
        frequent = len(reports[often]) >= _OFTEN * len(reports[seldom])
        if frequent and len(shared) >= _COMPANY and nodes[bearers[often][0]].actor.kind != "PER":
            meant[seldom].append(often)
        else:
            yield _join(bearers[often][0], bearers[seldom][0], "slip", (
                f"“{forms[seldom]}” is one letter from “{forms[often]}”."), "unsure")  # fmt: skip
    for seldom, often_ones in sorted(meant.items()):
        judgement: Judgement = "same" if len({groups.root(bearers[key][0]) for key in often_ones}) == 1 else "unsure"
        for often in often_ones:
            for id in bearers[seldom]:
                yield _join(bearers[often][0], id, "slip", (
                    f"“{forms[seldom]}”, in {_reports(reports[seldom])}, is one letter from “{forms[often]}”, in "
                    f"{_reports(reports[often])} that name the same others."), judgement)  # fmt: skip


def _one_letter(one: str, other: str) -> bool:
    here, there = one.split(), other.split()
    differing = [(left, right) for left, right in zip(here, there, strict=True) if left != right]
    return len(differing) == 1 and OSA.distance(*differing[0], score_cutoff=1) <= 1


def _reports(documents: set[str]) -> str:
    return "1 report" if len(documents) == 1 else f"{len(documents)} reports"


def _bare_abbreviations(nodes: _Nodes, groups: _Groups) -> Iterator[Join]:
    """Actors known by an abbreviation alone, joined to the one that reports give it, or whose company they keep."""
    defined: dict[str, dict[str, str]] = defaultdict(dict)  # abbreviation → group → a member that spells it out
    bare: dict[str, dict[str, str]] = defaultdict(dict)
    for id, node in nodes.items():
        for short, form in node.naming.shorts:
            if node.naming.full is not None:
                defined[short].setdefault(groups.root(id), id)
            else:
                bare[short].setdefault(id, form)
    for short, block in sorted(bare.items()):
        meant = sorted(defined.get(short, {}).values())
        if not meant:
            for ids in _by_family(block, nodes):
                for id in ids[1:]:
                    yield _join(ids[0], id, "same-name", f"Both reports name it “{block[id]}”; none spells it out.")
        elif len(meant) == 1:
            for id in block:
                yield _join(meant[0], id, "abbreviation", (
                    f"A report writes {short} for “{nodes[meant[0]].naming.full}”; no report writes it for anything "
                    "else."))  # fmt: skip
        else:
            yield from _by_company(short, block, meant, nodes, groups)


def _by_company(short: str, block: Iterable[str], meant: list[str], nodes: _Nodes, groups: _Groups) -> Iterator[Join]:
    """An abbreviation of several is that of the one in whose company a report names it, or of the foremost of those."""
    company = {id: groups.company(id) for id in meant}
    often = Counter(name for names in company.values() for name in names)
    reports = {id: len(groups.reports(id)) for id in meant}
    for id in block:
        here = nodes[id].company
        near = sorted((other for other in meant if len(here & company[other]) >= _COMPANY),
                      key=lambda other: (-reports[other], other))  # fmt: skip
        if not near or reports[near[0]] < _FOREMOST * sum(reports[other] for other in near[1:]):
            continue
        others = ", ".join(sorted(here & company[near[0]], key=lambda name: (often[name], name))[:3])
        yield _join(near[0], id, "company", (
            f"Reports write {short} for several; “{nodes[near[0]].naming.full}” is named beside the same others as "
            f"here ({others}), and no other is or hardly ever."))  # fmt: skip


def _surnames(nodes: _Nodes, groups: _Groups) -> Iterator[Join]:
    """People known by one name, joined to the only one of that side whose full name ends in it."""
    full: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for id, node in nodes.items():
        if node.actor.kind == "PER":
            for key, _ in node.naming.telling:
                for side in node.sides if " " in key else ():
                    full[key.split()[-1], side].setdefault(groups.root(id), id)
    for id, node in nodes.items():
        if node.actor.kind == "PER" and node.naming.full is not None and " " not in normal(node.naming.full):
            surname = normal(node.naming.full)
            meant = {root: bearer for side in node.sides for root, bearer in full.get((surname, side), {}).items()}
            if len(meant) == 1:
                [bearer] = meant.values()
                yield _join(bearer, id, "surname", (
                    f"“{node.naming.full}” of that side can only be “{nodes[bearer].naming.full}”: no report names "
                    "another."))  # fmt: skip


def _join(left: str, right: str, rule: str, reason: str, judgement: Judgement = "same") -> Join:
    return Join(left=left, right=right, judgement=judgement, rule=rule, reason=reason)


def _by_family(block: Iterable[str], nodes: _Nodes) -> Iterator[list[str]]:
    """A block by family; actors of unknown kind go with the only family there is."""
    by_family: dict[str, list[str]] = defaultdict(list)
    for id in sorted(block):
        by_family[family(nodes[id].actor.kind)].append(id)
    unknown = by_family.pop("", [])
    if len(by_family) == 1:
        next(iter(by_family.values())).extend(unknown)
    elif unknown:
        by_family[""] = unknown
    yield from (sorted(ids) for _, ids in sorted(by_family.items()))


@dataclass
class _Used:
    """A name of an actor, with the reports that write it so."""

    form: NameForm
    documents: set[str] = field(default_factory=set)


def _actor(members: list[str], joins: list[Join], renamed: list[Join], nodes: _Nodes) -> Actor:
    """The actor that `members` are, called by its last name where it was renamed, else by the one most reports use."""
    used: dict[NameForm, _Used] = {}
    for id in members:
        node = nodes[id]
        for form in node.naming.forms:
            used.setdefault(form, _Used(form)).documents.add(node.document)
    names = sorted(used.values(), key=lambda name: (
        name.form.kind not in TELLING or is_short(name.form.form),
        name.form.kind != "abbreviation" and name.form.kind not in TELLING,
        -len(name.documents), -len(name.form.form), name.form.form, name.form.kind, name.form.used_by or "",
    ))  # fmt: skip
    kinds = Counter(nodes[id].actor.kind for id in members if nodes[id].actor.kind)
    sides = Counter(side for id in members if (side := nodes[id].actor.side))
    roles = {nodes[id].actor.public_role for id in members}
    called = names[0].form.form
    renamings = sorted(renamed, key=lambda join: (join.happened or "", join.recorded or "", join.number or 0))
    given = [NameForm(form=join.right, used_by=join.by) for join in reversed(renamings)]
    kind: ActorKind = min(kinds, key=lambda kind: (-kinds[kind], kind)) if kinds else ""
    return Actor(
        id=_actor_id(called, kind, members, nodes), name=given[0].form if given else called, kind=kind,
        names=tuple(ActorName(form=form, documents=()) for form in given)
        + tuple(ActorName(form=name.form, documents=tuple(sorted(name.documents))) for name in names),
        members=tuple(members), joins=(*joins, *renamings),
        public_role=True if True in roles else False if False in roles else None,
        side=min(sides, key=lambda side: (-sides[side], side)) if sides else None,
    )  # fmt: skip


def _actor_id(called: str, kind: ActorKind, members: Sequence[str], nodes: _Nodes) -> str:
    """Made of the name and what sort of thing it names, so that another report changes it not; of one that tells
    nobody outside a report, of where it tells, and of a description, of its report."""
    key = normal(called)
    first = next((node for id in members if key in dict((node := nodes[id]).naming.telling)), nodes[members[0]])
    named: frozenset[NameKind] = TELLING | {"abbreviation"}
    tells = any(form.form == called and form.kind in named for form in first.naming.forms)
    return _hashed(family(kind), skeleton(called), first.within(key) if tells else members[0])


def _told_apart(actors: list[Actor]) -> list[Actor]:
    """The same actors; those whose names would give them one id get their first member in it."""
    shared = Counter(actor.id for actor in actors)
    return [replace(actor, id=_hashed(actor.id, actor.members[0])) if shared[actor.id] > 1 else actor
            for actor in actors]  # fmt: skip


def _hashed(*parts: str) -> str:
    return "a-" + hashlib.sha256("\x1e".join(parts).encode("utf8", "surrogatepass")).hexdigest()[:16]
