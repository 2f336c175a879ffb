"""Names as claims: who uses each, in which script and language, between which days; and an actor's kin."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace

from sayso.asking.case import Known
from sayso.asking.dates import published_within
from sayso.records import Actor, ActorName, Document
from sayso.resolving import kinship


def with_uses(case: Known, actors: Iterable[Actor]) -> list[Actor]:
    """The same actors; each name with its users, days, script and languages, each actor with its kin."""
    called: dict[str, list[Document]] = defaultdict(list)
    for document in case.documents.values():
        called[document.name].append(document)
    kin = kinship(case.told, case.actors)
    return [
        replace(actor, kin=kin.get(actor.id, ()), names=tuple(
            _used(name, [document for told in name.documents for document in called[told]]) for name in actor.names))
        for actor in actors
    ]  # fmt: skip


def _used(name: ActorName, documents: list[Document]) -> ActorName:
    users = [name.form.used_by] if name.form.used_by else sorted({one.publisher for one in documents if one.publisher})
    days = [day for one in documents if (day := published_within(one.published)) is not None]
    return replace(
        name, users=tuple(users), first=min((day[0] for day in days), default=None), script=script(name.form.form),
        last=max((day[1] for day in days), default=None),
        languages=tuple(sorted({one.language for one in documents if one.language})),
    )  # fmt: skip


def script(form: str) -> str:
    """The script most letters of a name are of, as Unicode calls it; empty where it has none.

    >>> script("Лашкар"), script("Lashkar-2"), script("14")
    ('Cyrillic', 'Latin', '')
    """
    letters = Counter(unicodedata.name(letter, "").partition(" ")[0] for letter in form if letter.isalpha())
    return min(letters, key=lambda name: (-letters[name], name)).title() if letters else ""
