"""Who is who in a case, kept up report by report: a new report concerns only those it may name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from sayso.records import Actor, Join, LocalActor
from sayso.resolving.actors import one_by_one
from sayso.resolving.naming import Node, nodes, slips
from sayso.resolving.power import Told


class Register:
    """The actors of a case. Whoever shares a key of a name, straight or through others, is resolved together.

    What it answers depends on what was entered and judged, never on the order.
    """

    def __init__(self) -> None:
        self._nodes: dict[str, Node] = {}
        self._documents: dict[str, list[str]] = {}  # document → its nodes
        self._above: dict[str, str] = {}  # key → key above it; the topmost is the circle's
        self._circles: dict[str, list[str]] = {}  # topmost key → nodes
        self._actors: dict[str, list[Actor]] = {}  # topmost key → who they are
        self._judged: dict[tuple[str, str], Join] = {}
        self._unsettled: set[str] = set()

    def enter(
        self, document: str, actors: Iterable[LocalActor], *, listed: bool = False,
        eras: Mapping[str, str] | None = None,
    ) -> None:  # fmt: skip
        """Take in the actors of a report that is not yet in; `listed`: of a list of names, which is no report.

        `eras` sets governments of one name apart, by the ids of local actors.
        """
        found = nodes(document, actors, listed=listed, eras=eras)
        self._documents[document] = [node.id for node in found]
        for node in found:
            self._nodes[node.id] = node
            own = f"node {node.id}"
            self._above[own] = own
            self._circles[own] = [node.id]
            self._unsettled.add(own)
            for key, _ in node.naming.spelled:
                if f"spelled {key}" not in self._above:
                    for slip in slips(key):
                        self._together(f"spelled {key}", slip)
            for key in node.shared_keys():
                self._together(own, key)
            for key in sorted(node.bound):  # the names it may stand for are in its own report
                self._together(own, f"bound {document}|{key}")
                for other in found:
                    if any(longer.endswith(f" {key}") for longer, _ in other.naming.telling):
                        self._waiting(f"bound {document}|{key}", other)

    def _waiting(self, key: str, node: Node) -> None:
        own = f"node {node.id}"
        if own not in self._above:
            self._above[own] = own
            self._circles[own] = []
        self._together(own, key)

    def judge(self, judgements: Iterable[Join]) -> None:
        """The judgements that stand now, instead of those given before; the last on a pair is the one that counts."""
        last: dict[tuple[str, str], Join] = {}
        for join in sorted(judgements, key=_age):
            if join.judgement == "renamed" and join.left in self._nodes:
                last[join.left, join.right] = join
            elif join.left in self._nodes and join.right in self._nodes:
                last[min(join.left, join.right), max(join.left, join.right)] = join
        for pair in {*last, *self._judged}:
            if last.get(pair) != self._judged.get(pair):
                if pair[1] in self._nodes:
                    self._together(*(f"node {end}" for end in pair))
                self._unsettled.add(self._top(f"node {pair[0]}"))
        self._judged = last

    def settle(self) -> tuple[list[Actor], list[Actor]]:
        """Resolve what was entered or judged since: the actors that were, and the actors that are now instead."""
        before: list[Actor] = []
        after: list[Actor] = []
        judged: dict[str, list[Join]] = {}
        for pair in sorted(self._judged):
            judged.setdefault(self._top(f"node {pair[0]}"), []).append(self._judged[pair])
        for top in sorted({self._top(key) for key in self._unsettled}):
            before += self._actors.pop(top, ())
            self._actors[top] = one_by_one((self._nodes[id] for id in self._circles[top]), judged.get(top, ()))
            after += self._actors[top]
        self._unsettled.clear()
        return before, after

    def actors(self) -> list[Actor]:
        """Everybody, by name; those whom only lists name are left out."""
        self.settle()
        found = [actor for actors in self._actors.values() for actor in actors
                 if any(not self._nodes[member].listed for member in actor.members)]  # fmt: skip
        return sorted(found, key=lambda actor: (actor.name, actor.id))

    def _top(self, key: str) -> str:
        above = self._above
        if key not in above:
            above[key] = key
            self._circles[key] = []
        while above[key] != key:
            above[key] = key = above[above[key]]
        return key

    def _together(self, one: str, other: str) -> None:
        here, there = self._top(one), self._top(other)
        if here == there:
            return
        if len(self._circles[here]) < len(self._circles[there]):
            here, there = there, here
        self._above[there] = here
        self._circles[here] += self._circles.pop(there)
        if there in self._unsettled or here in self._unsettled or there in self._actors:
            self._unsettled.discard(there)
            self._unsettled.add(here)
            if there in self._actors:
                self._actors.setdefault(here, []).extend(self._actors.pop(there))


def _age(join: Join) -> tuple[str, int, str, str]:
    return join.recorded or "", join.number or 0, join.judgement, join.by


def resolve(
    local: Mapping[str, Iterable[LocalActor]], judgements: Iterable[Join] = (), *, lists: Collection[str] = (),
    told: Told | None = None,
) -> list[Actor]:  # fmt: skip
    """The actors of a case: every local actor in exactly one of them, each join with its rule and reason.

    `local` holds the actors of each document, by the document's name. `judgements` are those of the analyst that
    stand (an undone one is left out): `same` joins and `different` parts whatever the rules say, `unsure` keeps rules
    from joining. The order of neither matters. A join that the rules only propose stays in `joins` as `unsure`. Whom
    only documents among `lists` name is left out. `told` is what claims tell of who is who.
    """
    register = Register()
    for document, actors in local.items():
        register.enter(document, actors, listed=document in lists, eras=told.eras if told else None)
    register.judge([*(told.joins if told else ()), *judgements])
    return register.actors()
