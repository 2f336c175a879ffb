"""What lies in what, by the gazetteer that comes with sayso and by how names are spelled."""

from __future__ import annotations

from functools import cache

from sayso.reading.places import Places, load_places
from sayso.resolving import skeleton
from sayso.weighing import Geography


@cache
def geography() -> Geography:
    """The gazetteer, opened when two places are first compared."""
    return Geography(_known)


@cache
def _gazetteer() -> Places:
    return load_places()


@cache
def _known(name: str) -> tuple[str, ...]:
    """The skeleton of a place's name, and of the names of what it lies in."""
    places = _gazetteer()
    own, around = name.partition(",")[0], places.within(name)
    if not around:
        around = tuple(part.strip() for part in name.split(",")[1:] if places.sites(part.strip()))
        around = tuple(dict.fromkeys(held for part in around for held in (part, *places.within(part))))
    named = places.place(own).name
    return tuple(dict.fromkeys(skeleton(part) or part.casefold() for part in (named, *around)))
