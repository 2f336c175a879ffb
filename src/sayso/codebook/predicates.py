"""The codebook: what an act, a tie or a figure is called, who may fill it, and which code other codebooks give it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any, Literal

from sayso.records import CodebookError


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A sentence and the claim it must be read as, in small form. An empty `source`: the report's own voice."""

    text: str
    subject: str = ""
    object: str = ""
    source: str = ""
    stance: str = "affirmed"
    certainty: str = "CT+"
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Predicate:
    """One entry of the codebook.

    `subject` and `object` are types that may fill the slot, `-` where it may stay empty. `sign` is what a claim of it
    adds to the signed network of actors: 1, -1, 0, or words where it depends on the kind. `entails` names the weaker
    claims that follow, for grouping only; `asserts` those that the doer puts forward by the act itself, alleged, with
    the doer as source. `spoken`: the act is done by speaking, so that who speaks is its doer and its source is
    whoever tells of it. `codes` maps another codebook (`plover`, `cameo`, `acled`, `gtd` …) to its code.
    """

    id: str
    group: str
    means: str
    subject: tuple[str, ...]
    object: tuple[str, ...]
    roles: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    phases: tuple[str, ...] = ()
    symmetric: bool = False
    spoken: bool = False
    inverse: str
    time: Literal["event", "standing", "period"]
    sign: int | str = 0
    private_person_default: str | None = None
    entails: tuple[str, ...] = ()
    asserts: tuple[str, ...] = ()
    codes: Mapping[str, str]
    examples: tuple[Example, ...] = ()

    def signed(self, kind: str | None) -> int | None:
        """What a claim of that kind adds to the signed network; None where it depends on a kind that is not told."""
        if isinstance(self.sign, int):
            return self.sign
        for part in self.sign.partition(":")[2].split(";"):
            kinds, _, sign = part.strip().rpartition(" ")
            if kind and any(kind == name or kind.startswith(f"{name}_") for name in kinds.split("/")):
                return int(sign)
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Codebook:
    """Every predicate in the order of the codebook, the types of actors, and the rules of coding."""

    version: str
    types: Mapping[str, str]
    groups: Mapping[str, str]  # group -> its title
    predicates: tuple[Predicate, ...]
    stance_rules: Mapping[str, str]
    coding_rules: Mapping[str, str]
    by_id: Mapping[str, Predicate]

    def __getitem__(self, predicate: str) -> Predicate:
        """The entry called `predicate`. Raises CodebookError with the names that come close."""
        try:
            return self.by_id[predicate]
        except KeyError:
            near = [name for name in self.by_id if predicate[:4] in name or name[:4] in predicate]
            hint = f"Did you mean {' or '.join(near)}?" if near else "`sayso codebook` lists them all."
            raise CodebookError(f"There is no predicate {predicate!r} in the codebook. {hint}") from None

    def __contains__(self, predicate: object) -> bool:
        return predicate in self.by_id

    def __iter__(self) -> Iterator[Predicate]:
        return iter(self.predicates)

    def __len__(self) -> int:
        return len(self.predicates)

    def entailed(self, predicate: str) -> tuple[str, ...]:
        """Every weaker predicate that follows from `predicate`, nearest first, without itself.

        >>> load().entailed("train")
        ('support', 'linked_to')
        """
        found: list[str] = []
        waiting = list(self[predicate].entails)
        while waiting:
            name = waiting.pop(0)
            if name not in found and name != predicate:
                found.append(name)
                waiting.extend(self[name].entails)
        return tuple(found)


def load(data: Traversable | None = None) -> Codebook:
    """The codebook in the folder `data`, by default the one shipped with sayso. Reads each time: keep what you get.

    Raises CodebookError naming the file, the predicate and the field that is wrong.
    """
    data = data or files("sayso.codebook") / "data"
    head = _read(data / "codebook.toml")
    predicates: list[Predicate] = []
    for group in head["groups"]:
        file = data / "predicates" / f"{group}.toml"
        predicates.extend(_predicate(entry, group, file.name, head["types"]) for entry in _read(file)["predicate"])
    by_id = {predicate.id: predicate for predicate in predicates}
    for predicate in predicates:
        for name in (*predicate.entails, *predicate.asserts):
            if name not in by_id:
                raise CodebookError(f"{predicate.group}.toml: {predicate.id} entails {name!r}, which is not in the "
                                    "codebook. Add that predicate or take the name out.")  # fmt: skip
    if len(by_id) != len(predicates):
        twice = next(p.id for p in predicates if sum(p.id == other.id for other in predicates) > 1)
        raise CodebookError(f"Two predicates are called {twice!r}. Rename or remove one.")
    return Codebook(
        version=head["version"], types=MappingProxyType(head["types"]), groups=MappingProxyType(head["groups"]),
        predicates=tuple(predicates), stance_rules=MappingProxyType(head["stance_rules"]),
        coding_rules=MappingProxyType(head["coding_rules"]), by_id=MappingProxyType(by_id),
    )  # fmt: skip


def describe(predicate: Predicate, codebook: Codebook) -> dict[str, Any]:
    """Everything the codebook says of `predicate` as plain values, in the order a reader wants them.

    Every key is always there; what the codebook does not say is null or empty.
    """
    described: dict[str, Any] = {
        "predicate": predicate.id, "group": codebook.groups[predicate.group], "means": predicate.means,
        "subject": {kind: codebook.types.get(kind, "may stay empty") for kind in predicate.subject},
        "object": {kind: codebook.types.get(kind, "may stay empty") for kind in predicate.object},
    }  # fmt: skip
    for field in ("roles", "kinds", "levels", "phases", "symmetric", "spoken", "inverse", "time", "sign",
                  "private_person_default"):  # fmt: skip
        value = getattr(predicate, field)
        described[field] = list(value) if isinstance(value, tuple) else value
    described["entails"] = list(codebook.entailed(predicate.id))
    described["asserts"] = list(predicate.asserts)
    described["codes"] = dict(predicate.codes)
    described["examples"] = [
        {field.name: value for field in fields(example) if (value := getattr(example, field.name))}
        for example in predicate.examples
    ]
    return described


def _read(file: Traversable) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text("utf8"))
    except FileNotFoundError as error:
        raise CodebookError(f"codebook.toml names the group {file.name[:-5]!r}, but predicates/{file.name} is not "
                            "there. Add the file or take the group out.") from error  # fmt: skip
    except tomllib.TOMLDecodeError as error:
        raise CodebookError(f"{file.name} is not valid TOML: {error}. Mend the line it names.") from error


_REQUIRED = ("id", "means", "subject", "object", "inverse", "time", "example")
_FIELDS = (frozenset(field.name for field in fields(Predicate)) | {"example"}) - {"group", "examples"}


def _predicate(entry: dict[str, Any], group: str, file: str, types: Mapping[str, str]) -> Predicate:
    where = f"{file}: predicate {entry.get('id', '?')!r}"
    for field in _REQUIRED:
        if not entry.get(field):
            raise CodebookError(f"{where} has no `{field}`. Add it: every predicate has {', '.join(_REQUIRED)}.")
    if unknown := entry.keys() - _FIELDS:
        raise CodebookError(f"{where} has the unknown field {min(unknown)!r}. "
                            f"Use one of {', '.join(sorted(_FIELDS))}.")  # fmt: skip
    for slot in ("subject", "object"):
        if wrong := [kind for kind in entry[slot] if kind != "-" and kind not in types]:
            raise CodebookError(f"{where}: `{slot}` names {wrong[0]!r}, which is no type. "
                                f"Use one of {', '.join(types)}, or \"-\" where it may stay empty.")  # fmt: skip
    values: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in entry.items() if key != "example"
    }
    values["codes"] = MappingProxyType(entry.get("codes", {}))
    try:
        examples = tuple(Example(**example) for example in entry["example"])
    except TypeError as error:
        raise CodebookError(f"{where}: an example is not well formed: {error}. An example has text, subject, object, "
                            "source, stance, certainty and value.") from error  # fmt: skip
    return Predicate(group=group, examples=examples, **values)
