"""Do no harm: people without a public role are masked, inside quotes too, and nothing moves."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sayso.records import Actor, Claim

MASK = "▮"
_WORD = re.compile(r"[^\W\d_][\w’']+")
# Kinds of holds_role that put a person before the public.
_PUBLIC = frozenset({"head", "commander", "spokesman", "minister", "official", "analyst"})


@dataclass(frozen=True, slots=True)
class Protection:
    """Hides the names of people. A masked name keeps its length in code points."""

    people: frozenset[str]  # ids of actors
    names: re.Pattern[str] | None

    def hide(self, text: str) -> str:
        """`text` with every name of a protected person masked, word by word.

        >>> protection([], []).hide("Nobody is named.")
        'Nobody is named.'
        """
        if self.names is None:
            return text
        return self.names.sub(lambda found: re.sub(r"\w", MASK, found[0]), text)


def protection(actors: Iterable[Actor], claims: Iterable[Claim]) -> Protection:
    """Protection for every person whom no report shows in a public role; a role that is not known is none.

    Names of several words are hidden where nobody else bears them, a single word where nobody else's name has it.
    """
    known, said = list(actors), list(claims)
    public = {mention.actor for claim in said if claim.predicate == "holds_role" and claim.kind in _PUBLIC
              and claim.certainty in ("CT+", "PR+") for mention in claim.subject}  # fmt: skip
    private = [actor for actor in known
               if actor.kind == "PER" and actor.public_role is not True and actor.id not in public]  # fmt: skip
    ids = frozenset(actor.id for actor in private)
    forms = {name.form.form for actor in private for name in actor.names if name.form.kind != "description"}
    forms |= {source.name for claim in said for source in claim.sources
              if source.kind == "named" and source.actor is None and source.side is None}  # fmt: skip
    others = {name.form.form for actor in known if actor.id not in ids for name in actor.names}
    shared = {word for form in others for word in _names(form)}
    words = {word for form in forms for word in _names(form) if word not in shared}
    hidden = {form for form in forms - others if len(_names(form)) > 1} | words
    if not hidden:
        return Protection(ids, None)
    hidden |= {form.upper() for form in hidden}  # as headlines have them
    longest_first = sorted(hidden, key=lambda form: (-len(form), form))
    written = (r"\s+".join(map(re.escape, form.split())) for form in longest_first)  # a name may run over a line
    return Protection(ids, re.compile(rf"(?<!\w)(?:{'|'.join(written)})(?!\w)"))


def _names(form: str) -> list[str]:
    """The words of a form that name: capitalised, three letters or more."""
    return [word for word in _WORD.findall(form) if word[0].isupper() and len(word) > 2]
