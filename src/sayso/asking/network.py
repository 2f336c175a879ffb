"""The structure of the network of sides, as a list of questions: what its shape gives to ask, never an answer.

Ties come only from claims that count, hold both signs side by side, and show their claims. Persons and populations are
no nodes: what somebody in office does, the side does. Structural balance assumes one sign for a pair, no time, and that
all ties are seen (Harary 1953); none of these holds for reports, so strained triads are questions, each with the rules
of counting by which it is strained.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations, islice, pairwise
from random import Random
from typing import Literal, Unpack, get_args

import networkx

from sayso.asking.case import Known, known
from sayso.asking.clocks import When
from sayso.asking.dossier import Entries
from sayso.asking.naming import actor_named, two_actors
from sayso.asking.protection import Unmasking
from sayso.asking.voices import heard
from sayso.records import Actor, AskingError, Finding, Question, QuestionKind, RootClass, Tie
from sayso.storing import Store
from sayso.weighing.parties import is_named

Voice = tuple[str, ...]
Pair = tuple[str, str]
_NODES = frozenset({"STATE", "GOV", "SEC", "AG", "UNIT", "ORG"})
# Rules of counting: which classes of roots a tie may rest on. A verdict that only the widest gives is a weak one.
_RULES: Mapping[str, frozenset[RootClass]] = {
    "every voice counts": frozenset(("N", "P", "P!", "X", "U")),
    "without the reports' own voices": frozenset(("N", "P", "P!", "X")),
    "without parties that speak for themselves": frozenset(("N", "P!", "X")),
}
_LONGEST = 3  # hops of a path: over more of them nothing follows
_PATHS = 5
_RESAMPLED = 100
_STEADY = 90  # of the resamplings, in which a group must stand together to be called steady
_SMALLEST = 3  # sides of a group worth asking about


def network(
    store: Store, *, about: str | None = None, between: tuple[str, str] | None = None, kind: str | None = None,
    unmasked: Unmasking | None = None, **when: Unpack[When],
) -> list[Question]:  # fmt: skip
    """What the ties between the sides of a case give to ask.

    `both-signs`: two sides said to help and to harm each other. `strained`: two tied to a third, yet against each
    other. `only-link`: one side through which alone others are tied. `community`: sides that stand together, and in how
    many of 100 drawings of the case's voices they do. `path`, only `between` two: how one is tied to the other over
    others, each hop with its words. Give `kind` for one of these, `about` for those with one actor in them.
    """
    if kind is not None and kind not in get_args(QuestionKind):
        raise AskingError(f"{kind}: there is no such kind of question. There are: {', '.join(get_args(QuestionKind))}.")
    if kind == "path" and between is None:
        raise AskingError("A path leads from one to another: name two actors with --between A B.")
    case = known(store, "network", unmasked=unmasked, **when)
    with case.naming():
        pair = two_actors(*between, case.actors) if between is not None else None
        one = actor_named(about, case.actors) if about is not None else None
    net = Net.of(case)
    wanted = {net.node(actor) for actor in (*(pair or ()), *((one,) if one else ()))}
    if None in wanted:
        raise AskingError("Persons, populations and whoever no report names are no part of the network. Ask for the "
                          "group or state, or `sayso findings` for what is said of them.")
    asked = [*net.both_signs(), *net.strained(), *net.only_links(), *net.communities()]
    if pair is not None:
        first, last = net.node(pair[0]), net.node(pair[1])
        if first == last:
            raise AskingError(f"{pair[0].name} and {pair[1].name} stand under one command in this case: they are one "
                              "node of the network.")
        asked = [*asked, *net.paths(first or "", last or "")]
    names = {net.names[id] for id in wanted if id is not None}
    return case.shown(
        question for question in asked if (kind is None or question.kind == kind) and names <= set(question.actors)
    )


@dataclass(frozen=True, slots=True)
class _Said:
    """A finding as a tie of two sides, with the voices that assert it by the class of their root."""

    finding: Finding
    sign: Literal[1, -1]
    voices: Mapping[Voice, frozenset[RootClass]]
    denied: frozenset[Voice]


@dataclass(frozen=True)
class Net:
    """The sides of a case and what is said between each two of them."""

    case: Known
    entries: Entries
    names: Mapping[str, str]
    said: Mapping[Pair, tuple[_Said, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, case: Known, findings: Iterable[Finding] | None = None) -> Net:
        """The network of everything that findings say outright of two sides; `findings` if they are known."""
        voice = {claim.id: heard(claim, case).key for claim in case.claims}
        entries = Entries(case, case.shade, {claim.id: claim for claim in case.claims})
        net = cls(case, entries, {actor.id: actor.name for actor in case.actors})
        said: dict[Pair, list[_Said]] = defaultdict(list)
        for finding in case.findings() if findings is None else findings:
            sign = case.codebook[finding.predicate].signed(finding.kind)
            ends = {net.node(case.parties.actors.get(end.actor or "")) for end in (finding.subject, finding.object)
                    if end is not None}  # fmt: skip
            nodes = sorted(end for end in ends if end is not None)
            if sign in (1, -1) and len(nodes) == 2:
                held: dict[Voice, set[RootClass]] = defaultdict(set)
                for root in finding.roots:
                    if root.stance == "for":
                        for id in root.claims:
                            held[voice[id]].add(root.root_class)
                against = [id for root in finding.roots if root.stance == "against" for id in root.claims]
                said[nodes[0], nodes[1]].append(_Said(
                    finding, 1 if sign == 1 else -1, {key: frozenset(kinds) for key, kinds in held.items()},
                    denied=frozenset(voice[id] for id in against)))  # fmt: skip
        return cls(case, entries, net.names, {pair: tuple(ties) for pair, ties in sorted(said.items())})

    def node(self, actor: Actor | None) -> str | None:
        """The side an actor belongs to: the head of its chain of command; None for whoever is no node."""
        if actor is None:
            return None
        house = self.case.parties.actors[self.case.parties.house(actor.id) or actor.id]
        named = is_named(house) or house.name != house.name.lower()
        side = house.kind in _NODES or (house.kind == "" and house.id in self.sides_by_deed)
        return house.id if side and named else None

    @cached_property
    def sides_by_deed(self) -> frozenset[str]:
        """Actors of unknown kind that do or suffer what the codebook lets no person do, and nothing only persons do."""
        sides: set[str] = set()
        people: set[str] = set()
        for claim in self.case.told:
            predicate = self.case.codebook[claim.predicate]
            for mentions, types in ((claim.subject, predicate.subject), (claim.object, predicate.object)):
                kinds = set(types) - {"-"}
                held = {mention.actor for mention in mentions if mention.actor is not None}
                if kinds and kinds <= _NODES:
                    sides |= held
                elif kinds <= {"PER"}:
                    people |= held
        return frozenset(sides - people)

    def voices(self, pair: Pair, sign: int, classes: Iterable[RootClass]) -> set[Voice]:
        """Who says that two sides are for (1) or against (-1) each other, on a root of these classes."""
        wanted = set(classes)
        return {voice for tie in self.said.get(pair, ()) if tie.sign == sign
                for voice, kinds in tie.voices.items() if kinds & wanted}  # fmt: skip

    def friends(self, classes: Iterable[RootClass] = _RULES["every voice counts"]) -> networkx.Graph[str]:
        """The graph of sides said to be for each other, each edge with its voices."""
        graph: networkx.Graph[str] = networkx.Graph()
        for pair in self.said:
            if voices := self.voices(pair, 1, classes):
                graph.add_edge(*pair, voices=frozenset(voices))
        return graph

    def ties(self, pair: Pair, *signs: int) -> tuple[Tie, ...]:
        """What is said between two sides with these signs, best grounded first; what nobody asserts is left out."""
        told = sorted(
            (tie for tie in self.said[pair] if tie.sign in signs and tie.voices),
            key=lambda tie: (-tie.sign, -len(tie.voices), tie.finding.id),
        )
        return tuple(Tie(
            one=self.names[pair[0]], other=self.names[pair[1]], sign=tie.sign, grade=tie.finding.grade,
            proposition=self.case.proposition(tie.finding), finding=tie.finding.id, voices=len(tie.voices),
            denied=len(tie.denied), lines=tuple(
                self.entries.line(self.entries.by_id[root.claims[0]])
                for root in tie.finding.roots if root.stance == "for"),
        ) for tie in told)  # fmt: skip

    # ------------------------------------------------------------------------------------------------ questions

    def both_signs(self) -> list[Question]:
        """Pairs said to be for and against each other: both stand, and the question is which holds when."""
        found = []
        for pair in self.said:
            counts = {name: [len(self.voices(pair, sign, classes)) for sign in (1, -1)]
                      for name, classes in _RULES.items()}  # fmt: skip
            plus, minus = counts["every voice counts"]
            if plus and minus:
                one, other = (self.names[id] for id in pair)
                found.append((min(plus, minus), Question(
                    kind="both-signs", actors=(one, other),
                    question=f"{one} and {other} are said to be for and against each other. Which holds when, at which "
                    "level, and who says which?",
                    why=f"{_voices(plus)} for, {_voices(minus)} against", ties=self.ties(pair, 1, -1),
                    holds=tuple(name for name, told in counts.items() if all(told)),
                )))
        return [question for _, question in sorted(found, key=lambda one: (-one[0], one[1].actors))]

    def _clear(self, classes: Iterable[RootClass]) -> dict[Pair, int]:
        """Pairs with one sign alone by a rule of counting."""
        wanted = tuple(classes)
        signs = {pair: {sign for sign in (1, -1) if self.voices(pair, sign, wanted)} for pair in self.said}
        return {pair: next(iter(held)) for pair, held in signs.items() if len(held) == 1}

    def strained(self) -> list[Question]:
        """Two sides tied to a third that are against each other, by each rule of counting by which they are."""
        rules: dict[tuple[str, Pair], list[str]] = defaultdict(list)
        for name, classes in _RULES.items():
            clear = self._clear(classes)
            beside: dict[str, set[str]] = defaultdict(set)
            for (one, other), sign in clear.items():
                if sign == 1:
                    beside[one].add(other)
                    beside[other].add(one)
            for middle, held in beside.items():
                for one, other in combinations(sorted(held), 2):
                    if clear.get((one, other)) == -1:
                        rules[middle, (one, other)].append(name)
        found = []
        for (middle, pair), names in rules.items():
            one, other, between = self.names[pair[0]], self.names[pair[1]], self.names[middle]
            sides = [_pair(middle, pair[0]), _pair(middle, pair[1]), pair]
            weakest = min(len(self.voices(side, -1 if side == pair else 1, _RULES["every voice counts"]))
                          for side in sides)  # fmt: skip
            found.append(Question(
                kind="strained", actors=(between, one, other), holds=tuple(names),
                question=f"{one} and {other} are said to be against each other, and both for {between}. Whom does "
                f"{between} stand by, or is one of these claims wrong?",
                why=f"the weakest of the three ties rests on {_voices(weakest)}",
                ties=tuple(tie for side in sides for tie in self.ties(side, -1 if side == pair else 1)),
            ))
        return sorted(found, key=lambda question: (-len(question.holds), question.actors))

    def only_links(self) -> list[Question]:
        """Sides over which alone others are tied to the rest; whoever has but one tie is no such case."""
        graph = self.friends()
        found = []
        for node in sorted(networkx.articulation_points(graph)):
            rest = graph.subgraph(networkx.node_connected_component(graph, node) - {node})
            parts = sorted(networkx.connected_components(rest), key=lambda part: (-len(part), sorted(part)))
            for part in parts[1:] if len(parts[0]) > 1 else ():
                if len(part) > 1:
                    names = sorted(self.names[id] for id in part)
                    found.append(Question(
                        kind="only-link", actors=(self.names[node], *names), holds=("every voice counts",),
                        question=f"Only over {self.names[node]} are {_listing(names)} tied to the rest. Is there no "
                        "other way, or has nobody looked?",
                        why=f"without it they stand apart from {len(graph) - len(part) - 1} others",
                        ties=tuple(tie for other in sorted(graph[node]) if other in part
                                   for tie in self.ties(_pair(node, other), 1)),
                    ))  # fmt: skip
        return found

    def communities(self) -> list[Question]:
        """Sides that stand together, and how steadily when the voices of the case are drawn anew.

        Voices and not ties are drawn, with replacement: a tie stays where one of its voices was drawn.
        """
        graph = self.friends()
        tied: list[tuple[str, str, frozenset[Voice]]] = list(graph.edges(data="voices"))
        groups = [group for group in _groups(graph) if len(group) >= _SMALLEST]
        everybody = sorted({voice for _, _, voices in tied for voice in voices})
        together: Counter[Pair] = Counter()
        draw = Random(0)
        for _ in range(_RESAMPLED if groups else 0):
            drawn = set(draw.choices(everybody, k=len(everybody)))
            kept: networkx.Graph[str] = networkx.Graph()
            kept.add_nodes_from(graph)
            kept.add_edges_from((one, other) for one, other, voices in tied if voices & drawn)
            together.update(pair for group in _groups(kept) for pair in combinations(sorted(group), 2))
        found = []
        for group in groups:
            least = min(together[pair] for pair in combinations(sorted(group), 2))
            names = sorted(self.names[id] for id in group)
            steady = [name for name in names if all(
                together[_pair(one, other)] >= _STEADY for one in group for other in group
                if one != other and name == self.names[one])]  # fmt: skip
            ask = ("What do they share, and what do reports not see?" if least >= _STEADY else
                   "Which voices does it hang on?")  # fmt: skip
            found.append(Question(
                kind="community", actors=tuple(names), holds=("every voice counts",),
                question=f"{_listing(names)} are said to stand together. {ask}",
                why=f"all of them do in at least {least} of {_RESAMPLED} drawings of the voices"
                + (f"; steady: {', '.join(steady)}" if steady and least < _STEADY else ""),
                ties=tuple(tie for pair in combinations(sorted(group), 2) if pair in self.said
                           for tie in self.ties(pair, 1)),
            ))  # fmt: skip
        return sorted(found, key=lambda question: (-len(question.actors), question.actors))

    def paths(self, first: str, last: str) -> list[Question]:
        """How one side is tied to another over others: the shortest ways, each hop with its words."""
        graph = self.friends()
        if graph.has_edge(first, last):
            graph.remove_edge(first, last)
        if first not in graph or last not in graph or not networkx.has_path(graph, first, last):
            return []
        found = []
        for path in islice(networkx.shortest_simple_paths(graph, first, last), _PATHS):
            if len(path) - 1 > _LONGEST:
                break
            hops = [_pair(one, other) for one, other in pairwise(path)]
            weakest = min(hops, key=lambda hop: len(graph.edges[hop]["voices"]))
            names = [self.names[id] for id in path]
            one, other = (self.names[id] for id in weakest)
            found.append(Question(
                kind="path", actors=tuple(names), question=f"Does anything pass from {' to '.join(names)}? Each tie is "
                "said for itself; nobody need have said the whole.",
                why=f"the weakest hop, {one} and {other}, rests on {_voices(len(graph.edges[weakest]['voices']))}",
                holds=tuple(name for name, classes in _RULES.items()
                            if all(self.voices(hop, 1, classes) for hop in hops)),
                ties=tuple(tie for hop in hops for tie in self.ties(hop, 1)),
            ))  # fmt: skip
        return found


def _groups(graph: networkx.Graph[str]) -> Iterator[set[str]]:
    """Sides that are tied more among themselves than with others (Blondel et al. 2008)."""
    ordered: networkx.Graph[str] = networkx.Graph()
    ordered.add_nodes_from(sorted(graph))
    ordered.add_edges_from(sorted(_pair(one, other) for one, other in graph.edges))
    yield from networkx.community.louvain_communities(ordered, seed=0)


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


def _voices(number: int) -> str:
    return "one voice" if number == 1 else f"{number} voices"


def _listing(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
