"""Four clocks: when it happened, when it was said, when that was published, when the case took it in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypedDict

from sayso.asking.dates import bounds, published_within
from sayso.records import AskingError, Claim, Document

Clock = Literal["happened", "said", "published", "recorded"]
Days = tuple[str | None, str | None]  # first and last, inclusive; None: that bound is open


class When(TypedDict, total=False):
    """What of a case is asked, by its clocks; every question takes it. Dates are days, months or years.

    `as_of`: only what was known on that day. `since` and `until`: only claims that lie between them, on the `clock`:
    when it `happened` (where no clock is named), when it was `said`, `published` in the report at hand, or `recorded`.
    """

    as_of: str | None
    since: str | None
    until: str | None
    clock: Clock | None


def days(claim: Claim, document: Document, recorded: str, clock: Clock) -> Days | None:
    """The days a claim has on a clock; None where nothing dates it.

    `happened` is what the claim speaks of, and where it gives no time, when it was said. `said` is when the article
    came out first; `published` when the report we hold did, which is later for a reprint. A report without a date
    was known when the case took it in, but that dates nothing it speaks of.
    """
    part = document.part_at(claim.start)
    said = published_within(part.published or document.published)
    match clock:
        case "happened":
            told = (claim.time.earliest, claim.time.latest) if claim.time else (None, None)
            return said if told == (None, None) else told
        case "said":
            return said or (recorded[:10], recorded[:10])
        case "published":
            return published_within(document.published or part.published) or (recorded[:10], recorded[:10])
        case "recorded":
            return recorded[:10], recorded[:10]


def window(since: str | None, until: str | None) -> Callable[[Days | None], bool] | None:
    """Whether days may lie between two dates, both included; None where neither is given."""
    if since is None and until is None:
        return None
    first = bounds(since)[0] if since is not None else None
    last = bounds(until)[1] if until is not None else None
    if first and last and first > last:
        raise AskingError(f"{since} is after {until}: nothing lies between them. Give the earlier date first.")

    def within(spoken: Days | None) -> bool:
        if spoken is None:
            return False
        earliest, latest = spoken
        after = first is None or latest is None or latest >= first
        return after and (last is None or earliest is None or earliest <= last)

    return within
