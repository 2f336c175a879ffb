"""The options that every question has: its clocks, and whether private people are shown."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_type_hints

import typer

from sayso.records import AskingError

if TYPE_CHECKING:
    from sayso.asking import Unmasking, When

_DATE = re.compile(r"\d{4}(-\d{2}){0,2}")
_DATES = "Only what lies between two dates."
_OPTIONS: dict[str, tuple[Any, object]] = {
    "between": (Annotated[tuple[str, str] | None, typer.Option(metavar="A B")], None),
    "since": (Annotated[str | None, typer.Option(metavar="DATE", help="Only what may be of this day or after.")], None),
    "until": (Annotated[str | None, typer.Option(metavar="DATE", help="Only what may be of this day or prior.")], None),
    "as_of": (Annotated[str | None, typer.Option(
        metavar="DATE", help="Only what was known on this day, month or year.")], None),
    "clock": (Annotated[Literal["happened", "said", "published", "recorded"] | None, typer.Option(
        help="By which clock dates count: when it happened (the default), was said, was published in the report we "
        "hold, or was recorded in the case.")], None),
    "unmasked": (Annotated[bool, typer.Option(
        "--unmasked", help="Show people without a public role by name. The case keeps a record of it.")], False),
    "why": (Annotated[str, typer.Option(
        metavar="REASON", help="With --unmasked: why. Without a reason minors and victims of sexual violence stay "
        "masked.")], ""),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How a question was asked: what stands between two actors, on which clocks, masked or not."""

    between: tuple[str, str] | None = None
    when: When
    unmasked: Unmasking | None = None


def asked(*, pairs: str = "", dated: bool = True) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Gives a command these options; it gets them as `how`.

    `pairs` is the help of `--between` where it takes two actors as well as two dates; not `dated`: only the masking.
    """
    names = [name for name in _OPTIONS if dated or name in ("unmasked", "why")]

    def give(command: Callable[..., None]) -> Callable[..., None]:
        @wraps(command)
        def run(*args: Any, **given: Any) -> None:
            options = {name: given.pop(name) for name in names}
            command(*args, **given, how=_how(options, pairs=bool(pairs)))

        hints = get_type_hints(command, include_extras=True)
        own = [one.replace(annotation=hints[name]) for name, one in inspect.signature(command).parameters.items()
               if name != "how"]  # fmt: skip
        extra = [inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=_annotation(name, pairs),
                                   default=_OPTIONS[name][1]) for name in names]  # fmt: skip
        last = [one for one in own if one.name == "format"]
        listed = [*(one for one in own if one not in last), *extra, *last]
        shown = inspect.Signature([one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in listed])
        setattr(run, "__signature__", shown)  # noqa: B010 (typer asks for it, no type knows of it)
        run.__annotations__ = {one.name: one.annotation for one in listed}
        del run.__wrapped__
        return run

    return give


def _annotation(name: str, pairs: str) -> Any:
    if name != "between":
        return _OPTIONS[name][0]
    told = f"{pairs} With two dates: {_DATES[0].lower()}{_DATES[1:]}" if pairs else _DATES
    metavar = "A B" if pairs else "D D"
    return Annotated[tuple[str, str] | None, typer.Option(metavar=metavar, help=told)]


def _how(options: dict[str, Any], *, pairs: bool) -> Asked:
    from sayso.asking import Unmasking

    if options["why"] and not options["unmasked"]:
        raise AskingError("--why tells why names are shown: give --unmasked with it.")
    unmasked = Unmasking.here(options["why"]) if options["unmasked"] else None
    if "clock" not in options:
        return Asked(unmasked=unmasked, when={})
    between: tuple[str, str] | None = options["between"]
    since, until = options["since"], options["until"]
    if between is not None and all(map(_DATE.fullmatch, between)):
        if since or until:
            raise AskingError("--between with two dates is --since and --until in one: give either.")
        since, until = between
        between = None
    if between is not None and not pairs:
        raise AskingError(f"{' and '.join(between)}: here --between takes two dates, such as 2024-03 2024-06.")
    return Asked(
        between=between, unmasked=unmasked,
        when={"since": since, "until": until, "as_of": options["as_of"], "clock": options["clock"]},
    )
