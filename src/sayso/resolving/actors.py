"""One actor under many names: which actors of which reports are the same, by which rule, and why."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from sayso.records import Actor, ActorKind, ActorName, Join, LocalActor, NameForm, NameKind
from sayso.resolving.names import TELLING, family, is_short, names_of, normal, short_form, skeleton


def resolve(local: Mapping[str, Iterable[LocalActor]], judgements: Iterable[Join] = ()) -> list[Actor]:
    """The actors of a case: every local actor in exactly one of them, each join with its rule and reason.

    `local` holds the actors of each document, by the document's name. `judgements` are those of the analyst that
    stand (an undone one is left out): `same` joins and `different` parts whatever the rules say, `unsure` keeps rules
    from joining. The order of neither matters. A join that the rules only propose stays in `joins` as `unsure`.
    """
    documents = {actor.id: document for document, actors in local.items() for actor in actors}
    nodes = {actor.id: actor for actors in local.values() for actor in actors}
    standing = _standing(join for join in judgements if join.left in nodes and join.right in nodes)
    groups = _Groups(nodes, standing)
    for join in standing:
        if join.judgement == "same":
            groups.join(join)
    names = {id: names_of(actor) for id, actor in sorted(nodes.items())}
    for rule in (_same_name, _one_abbreviation, _spelling):
        for join in rule(nodes, names, documents):
            groups.join(join)
    for join in _bare_abbreviations(nodes, names, groups):
        groups.join(join)
    found = [_actor(members, joins, nodes, names, documents) for members, joins in groups.grown()]
    return sorted(_told_apart(found), key=lambda actor: (actor.name, actor.id))


def _standing(judgements: Iterable[Join]) -> list[Join]:
    """The last judgement on each pair, in an order that does not depend on how they came."""
    last: dict[tuple[str, str], Join] = {}
    for join in sorted(judgements, key=lambda join: (join.recorded or "", join.number or 0, join.judgement, join.by)):
        last[min(join.left, join.right), max(join.left, join.right)] = join
    return [last[pair] for pair in sorted(last)]


@dataclass
class _Groups:
    """Local actors grown together join by join; a join that would bring clashing ones together is refused."""

    nodes: Mapping[str, LocalActor]
    judged: list[Join]
    parent: dict[str, str] = field(init=False)
    held: dict[str, list[str]] = field(init=False)
    families: dict[str, frozenset[str]] = field(init=False)
    apart: dict[str, set[str]] = field(init=False)  # judged different
    open: dict[str, set[str]] = field(init=False)  # judged unsure
    made: list[Join] = field(init=False)

    def __post_init__(self) -> None:
        self.parent = {id: id for id in self.nodes}
        self.held = {id: [id] for id in self.nodes}
        self.families = {id: frozenset(filter(None, [family(actor.kind)])) for id, actor in self.nodes.items()}
        self.apart, self.open, self.made = defaultdict(set), defaultdict(set), []
        for join in self.judged:
            kept = {"different": self.apart, "unsure": self.open}.get(join.judgement)
            if kept is not None:
                kept[join.left].add(join.right)
                kept[join.right].add(join.left)
                self.made.append(join)

    def root(self, id: str) -> str:
        while self.parent[id] != id:
            self.parent[id] = self.parent[self.parent[id]]
            id = self.parent[id]
        return id

    def join(self, join: Join) -> None:
        """Bring both ends together unless they are already, a judgement forbids it, or their families clash."""
        if join.judgement == "unsure":
            if self.root(join.left) != self.root(join.right):
                self.made.append(join)
            return
        left, right = self.root(join.left), self.root(join.right)
        if left == right or self._forbidden(left, right, by_rule=join.rule != "user"):
            return
        if len(self.held[left]) < len(self.held[right]):
            left, right = right, left
        self.parent[right] = left
        self.held[left] += self.held.pop(right)
        self.families[left] |= self.families.pop(right)
        self.made.append(join)

    def _forbidden(self, left: str, right: str, *, by_rule: bool) -> bool:
        here, there = self.families[left], self.families[right]
        if by_rule and here and there and not (here <= there or there <= here):
            return True
        few, many = sorted((left, right), key=lambda root: len(self.held[root]))
        for id in self.held[few]:
            parted = self.apart.get(id, set()) | (self.open.get(id, set()) if by_rule else set())
            if any(self.root(other) == many for other in parted):
                return True
        return False

    def grown(self) -> list[tuple[list[str], list[Join]]]:
        """Every group: its members, and the joins and judgements that concern one of them."""
        concerning: dict[str, list[Join]] = defaultdict(list)
        for join in sorted(self.made, key=lambda join: (join.left, join.right, join.rule, join.judgement)):
            for root in sorted({self.root(join.left), self.root(join.right)}):
                concerning[root].append(join)
        return [(sorted(held), concerning[root]) for root, held in self.held.items()]


def _same_name(
    nodes: Mapping[str, LocalActor], names: Mapping[str, tuple[NameForm, ...]], documents: Mapping[str, str]
) -> Iterator[Join]:
    """Actors that go by one name; a surname, or an office without its country, tells only inside one report."""
    blocks: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for id, forms in names.items():
        for name in forms:
            if name.kind in TELLING and not is_short(name.form):
                key = normal(name.form)
                within = "" if _tells(nodes[id], key) else nodes[id].side or documents[id]
                blocks[key, within].setdefault(id, name.form)
    for _, block in sorted(blocks.items()):
        for left, right in _pairs(block, nodes):
            yield Join(left=left, right=right, judgement="same", rule="same-name",
                       reason=f"Both reports name it “{block[left]}”.")  # fmt: skip


def _tells(actor: LocalActor, key: str) -> bool:
    """Whether a name tells who it is outside its own report: `Vellin` or `Army` alone does not."""
    return " " in key or actor.kind not in ("PER", "SEC", "GOV", "UNIT", "POP")


def _one_abbreviation(
    nodes: Mapping[str, LocalActor], names: Mapping[str, tuple[NameForm, ...]], documents: Mapping[str, str]
) -> Iterator[Join]:
    """Forms that one report gives one abbreviation, alike but for the ending of a word before the head noun."""
    blocks: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for id, forms in names.items():
        full = next((name.form for name in forms if name.kind in TELLING and not is_short(name.form)), None)
        for name in forms:
            if full and name.kind == "abbreviation":
                blocks[documents[id], short_form(name.form)].setdefault(id, full)
    for (_, short), block in sorted(blocks.items()):
        ids = sorted(block)
        for place, left in enumerate(ids):
            for right in ids[place + 1 :]:
                if _share_stems(normal(block[left]), normal(block[right])):
                    yield Join(left=left, right=right, judgement="same", rule="abbreviation", reason=(
                        f"One report writes {short} for “{block[left]}” and for “{block[right]}”, which differ only in "
                        "how a word ends."))  # fmt: skip


def _share_stems(left: str, right: str) -> bool:
    """Whether two names have the same head noun and words that begin alike (four letters at least)."""
    here, there = left.split(), right.split()
    return len(here) == len(there) and here[-1] == there[-1] and all(
        one == other or (min(len(one), len(other)) >= 4 and (one.startswith(other) or other.startswith(one)))
        for one, other in zip(here, there, strict=True)
    )  # fmt: skip


def _spelling(
    nodes: Mapping[str, LocalActor], names: Mapping[str, tuple[NameForm, ...]], documents: Mapping[str, str]
) -> Iterator[Join]:
    """Names of several words whose skeletons are the same, word by word; people are proposed and never joined."""
    blocks: dict[str, dict[str, str]] = defaultdict(dict)
    for id, forms in names.items():
        for name in forms:
            if name.kind in TELLING and " " in skeleton(name.form):
                blocks[skeleton(name.form)].setdefault(id, name.form)
    for _, block in sorted(blocks.items()):
        for left, right in _pairs(block, nodes):
            if normal(block[left]) != normal(block[right]):
                person = nodes[left].kind == "PER"
                yield Join(left=left, right=right, judgement="unsure" if person else "same", rule="spelling", reason=(
                    f"“{block[left]}” and “{block[right]}” are spelled alike, word by word"
                    + (", but of people a reader must judge." if person else ".")))  # fmt: skip


def _bare_abbreviations(
    nodes: Mapping[str, LocalActor], names: Mapping[str, tuple[NameForm, ...]], groups: _Groups
) -> Iterator[Join]:
    """Actors known by an abbreviation alone, joined to the one actor some report gives it; two such: to neither."""
    defined: dict[str, dict[str, str]] = defaultdict(dict)  # abbreviation → group → a member that spells it out
    full_forms: dict[str, str] = {}
    bare: dict[str, dict[str, str]] = defaultdict(dict)
    for id, forms in names.items():
        full = next((name.form for name in forms if name.kind in TELLING and not is_short(name.form)), None)
        shorts = {short_form(name.form): name.form for name in forms
                  if name.kind == "abbreviation" or (name.kind in TELLING and is_short(name.form))}  # fmt: skip
        for short, form in shorts.items():
            if full:
                defined[short].setdefault(groups.root(id), id)
                full_forms[id] = full
            else:
                bare[short].setdefault(id, form)
    for short, block in sorted(bare.items()):
        meant = sorted(defined.get(short, {}).values())
        if len(meant) > 1:
            continue
        if meant:
            for id in sorted(block):
                yield Join(left=meant[0], right=id, judgement="same", rule="abbreviation",
                           reason=f"A report writes {short} for “{full_forms[meant[0]]}”; no report writes it for "
                                  "anything else.")  # fmt: skip
        else:
            for left, right in _pairs(block, nodes):
                yield Join(left=left, right=right, judgement="same", rule="same-name",
                           reason=f"Both reports name it “{block[left]}”; none spells it out.")  # fmt: skip


def _pairs(block: Mapping[str, str], nodes: Mapping[str, LocalActor]) -> Iterator[tuple[str, str]]:
    """Enough pairs to join a block, family by family; actors of unknown kind join the only family there is."""
    by_family: dict[str, list[str]] = defaultdict(list)
    for id in sorted(block):
        by_family[family(nodes[id].kind)].append(id)
    unknown = by_family.pop("", [])
    if len(by_family) == 1:
        next(iter(by_family.values())).extend(unknown)
    elif unknown:
        by_family[""] = unknown
    for _, ids in sorted(by_family.items()):
        yield from ((ids[0], id) for id in ids[1:])


def _actor(
    members: list[str], joins: list[Join], nodes: Mapping[str, LocalActor],
    names: Mapping[str, tuple[NameForm, ...]], documents: Mapping[str, str],
) -> Actor:  # fmt: skip
    """The actor that `members` are, called by the full name most reports give it."""
    used: dict[tuple[str, NameKind, str | None], set[str]] = defaultdict(set)
    for id in members:
        for name in names[id]:
            used[name.form, name.kind, name.used_by].add(documents[id])
    forms = sorted(used, key=lambda key: (
        key[1] not in TELLING or is_short(key[0]), key[1] != "abbreviation" and key[1] not in TELLING,
        -len(used[key]), -len(key[0]), key[0], key[1], key[2] or ""))  # fmt: skip
    first = {(name.form, name.kind, name.used_by): name for id in reversed(members) for name in reversed(names[id])}
    kinds = Counter(nodes[id].kind for id in members if nodes[id].kind)
    sides = Counter(side for id in members if (side := nodes[id].side))
    roles = {nodes[id].public_role for id in members}
    called = forms[0][0]
    kind: ActorKind = min(kinds, key=lambda kind: (-kinds[kind], kind)) if kinds else ""
    return Actor(
        id=_actor_id(family(kind), skeleton(called)), name=called, kind=kind,
        names=tuple(ActorName(form=replace(first[key], start=-1, end=-1), documents=tuple(sorted(used[key])))
                    for key in forms),
        members=tuple(members),
        joins=tuple(joins),
        public_role=True if True in roles else False if False in roles else None,
        side=min(sides, key=lambda side: (-sides[side], side)) if sides else None,
    )  # fmt: skip


def _told_apart(actors: list[Actor]) -> list[Actor]:
    """The same actors; those whose names would give them one id get their members in it."""
    shared = Counter(actor.id for actor in actors)
    return [
        replace(actor, id=_actor_id(actor.id, *actor.members)) if shared[actor.id] > 1 else actor for actor in actors
    ]


def _actor_id(*parts: str) -> str:
    return "a-" + hashlib.sha256("\x1e".join(parts).encode("utf8", "surrogatepass")).hexdigest()[:16]
