"""The words that state an act or a tie: the frame lexicon and the nouns, titles and names that go with it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any, Literal, cast, get_args

from sayso.codebook.predicates import Codebook, load
from sayso.records import ActorKind, CodebookError

WordClass = Literal["verb", "noun", "adjective"]
Slots = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One way in which words state a predicate, and where its arguments stand.

    A path says where to look for a filler (`data/paths.toml` defines each); paths are tried in order, the first that
    finds one wins. `subject_is` and `object_is` are the kinds a filler may have, the predicate's own by default.
    `needs` names the slots without which the frame does not fire; empty: subject or object. `with_object` and
    `with_pp` hold head lemmas that must be there; a preposition with no lemmas wants any complement. `negative`: the
    words deny the predicate. `negated`: they state it only where they are negated ("would not comment"). In the data,
    `nouns:weapon` stands for every word of the entry of that name in `data/nouns.toml`. `singular`: its nouns fire in
    the singular alone.
    """

    id: str
    predicate: str
    file: str
    source: str
    example: str
    kind: str | None = None
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    noun_subject: tuple[str, ...] = ("by", "possessor", "compound", "light")
    noun_object: tuple[str, ...] = ("on", "against", "of")
    subject_is: frozenset[str] = frozenset()
    object_is: frozenset[str] = frozenset()
    needs: tuple[str, ...] = ()
    with_object: frozenset[str] = frozenset()
    with_pp: Slots = ()
    without_object: bool = False
    singular: bool = False
    negative: bool = False
    negated: bool = False
    modality: Literal["predicted"] | None = None
    roles: Slots = ()
    value: tuple[str, ...] = ()
    priority: int = 0
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trigger:
    """The words that fire a frame, as lemmas: a verb with the words after it, a noun with the words before it."""

    words: tuple[str, ...]
    frame: Frame


@dataclass(frozen=True, slots=True)
class Noun:
    """What a common noun denotes. `person`: it names one or more people; `public_role`: whether such people act in a
    public office, False for victims, kin and witnesses, None where the noun does not tell."""

    lemma: str
    kind: ActorKind
    person: bool = False
    public_role: bool | None = None


@dataclass(frozen=True, slots=True)
class LightVerb:
    """A verb that carries a noun for an act: its subject does the act (`agent`) or undergoes it (`recipient`)."""

    verb: str
    subject: Literal["agent", "recipient"]


@dataclass(frozen=True, slots=True)
class NameHead:
    """What a name with this word in it names; `unless_official`: what else, where nothing makes it a state's."""

    kind: ActorKind
    unless_official: ActorKind | None = None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every frame by its words, and the nouns, titles, light verbs and name words the reader needs."""

    frames: tuple[Frame, ...]
    triggers: Mapping[tuple[str, WordClass], tuple[Trigger, ...]]
    nouns: Mapping[str, Noun]
    titles: Mapping[str, str]  # lemma or phrase -> kind of holds_role
    light_verbs: Mapping[str, LightVerb]  # lemma, with its particle
    name_heads: Mapping[str, NameHead]  # lower-case word of a name -> what it names
    official_words: frozenset[str]  # lower-case words that make a Guard a state's force, the names of states among them
    insurgent_words: frozenset[str]  # lower-case words that make an Army an armed group

    def at(self, lemma: str, word_class: WordClass) -> tuple[Trigger, ...]:
        """The triggers indexed under `lemma`, the longest first: the first word of a verb, the last of a noun."""
        return self.triggers.get((lemma, word_class), ())

    def kind_of_name(self, name: str) -> ActorKind:
        """What the words of a name say it names: the last word that tells decides; empty where none does.

        >>> load_lexicon().kind_of_name("Karsava Liberation Army"), load_lexicon().kind_of_name("Ghana Army")
        ('AG', 'SEC')
        """
        words = [word.strip(".,()'’\"").casefold() for word in name.replace("-", " ").split()]
        for word in reversed(words):
            if (head := self.name_heads.get(word)) is not None:
                if head.unless_official is None or words == [word]:
                    return head.kind
                official = not self.official_words.isdisjoint(words) and self.insurgent_words.isdisjoint(words)
                return head.kind if official else head.unless_official
        return ""


def load_lexicon(codebook: Codebook | None = None, data: Traversable | None = None) -> Lexicon:
    """The lexicon in the folder `data`, checked against `codebook`; both are by default those shipped with sayso.

    Raises CodebookError where an entry names a predicate, kind, type, role or path that does not exist.
    """
    data = data or files("sayso.codebook") / "data"
    codebook = codebook or load(data)
    nouns, named = _nouns(data / "nouns.toml")
    titles = _titles(data / "titles.toml", codebook)
    paths = _paths(data / "paths.toml")
    folder = sorted((data / "frames").iterdir(), key=lambda file: file.name)
    frames = tuple(_frames(folder, codebook, titles, named, paths))
    names = _read(data / "names.toml")
    return Lexicon(
        frames, MappingProxyType(_index(frames)), MappingProxyType(nouns), MappingProxyType(titles),
        MappingProxyType(_light_verbs(data / "lightverbs.toml")),
        MappingProxyType(_name_heads(names)), frozenset(names["official_words"]) | _state_words(data),
        frozenset(names["insurgent_words"]),
    )  # fmt: skip


def _read(file: Traversable) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text("utf8"))
    except tomllib.TOMLDecodeError as error:
        raise CodebookError(f"{file.name} is not valid TOML: {error}. Mend the line it names.") from error


def _actor_kind(kind: str, file: str, word: str) -> ActorKind:
    if kind not in get_args(ActorKind):
        raise CodebookError(f"{file}: {word!r} has the unknown kind {kind!r}. "
                            f"Use one of {', '.join(k for k in get_args(ActorKind) if k)}.")  # fmt: skip
    return cast(ActorKind, kind)


def _name_heads(names: Mapping[str, Any]) -> dict[str, NameHead]:
    heads: dict[str, NameHead] = {}
    for entry in names["name"]:
        other = entry.get("unless_official")
        for word in entry["words"]:
            heads[word] = NameHead(_actor_kind(entry["kind"], "names.toml", word),
                                   other and _actor_kind(other, "names.toml", word))  # fmt: skip
    return heads


def _state_words(data: Traversable) -> frozenset[str]:
    """The one-word names and demonyms of states, lower-case."""
    states = _read(data / "places" / "states.toml")["state"]
    names = (name for state in states for name in (state["name"], *state["people"], *state.get("also", ())))
    return frozenset(name.casefold() for name in names if " " not in name)


def _nouns(file: Traversable) -> tuple[dict[str, Noun], dict[str, tuple[str, ...]]]:
    """Every noun by its lemma, and the one-word lemmas of the entries that have a name."""
    nouns: dict[str, Noun] = {}
    named: dict[str, tuple[str, ...]] = {}
    for entry in _read(file)["noun"]:
        if "name" in entry:
            named[entry["name"]] = tuple(lemma for lemma in entry["words"] if " " not in lemma)
        for lemma in entry["words"]:
            if lemma in nouns:
                raise CodebookError(f"{file.name}: {lemma!r} is listed twice. Keep the entry that fits best.")
            nouns[lemma] = Noun(lemma, _actor_kind(entry["kind"], file.name, lemma), entry.get("person", False),
                                entry.get("public_role"))  # fmt: skip
    return nouns, named


def _titles(file: Traversable, codebook: Codebook) -> dict[str, str]:
    titles: dict[str, str] = {}
    for entry in _read(file)["title"]:
        if entry["kind"] not in codebook["holds_role"].kinds:
            raise CodebookError(f"{file.name}: {entry['kind']!r} is no kind of holds_role. "
                                f"Use one of {', '.join(codebook['holds_role'].kinds)}.")  # fmt: skip
        titles.update(dict.fromkeys(entry["words"], entry["kind"]))
    return titles


def _light_verbs(file: Traversable) -> dict[str, LightVerb]:
    return {verb: LightVerb(verb, entry["subject"]) for entry in _read(file)["light_verb"] for verb in entry["verbs"]}


def _paths(file: Traversable) -> frozenset[str]:
    entries = _read(file)
    return frozenset(entries["path"]) | frozenset(entries["prepositions"])


def _frames(
    folder: Iterable[Traversable], codebook: Codebook, titles: Mapping[str, str], named: Mapping[str, tuple[str, ...]],
    paths: frozenset[str],
) -> Iterator[Frame]:  # fmt: skip
    seen: set[str] = set()
    for file in folder:
        for entry in _read(file)["frame"]:
            frame = _frame(entry, file.name, codebook, titles, named)
            _check(frame, codebook, paths)
            if frame.id in seen:
                raise CodebookError(f"{file.name}: two frames are called {frame.id!r}. An id is the rule a claim "
                                    "names, so give one of them another.")  # fmt: skip
            seen.add(frame.id)
            yield frame


_FIELDS = frozenset(field.name for field in fields(Frame)) - {"file"}


def _frame(
    entry: dict[str, Any], file: str, codebook: Codebook, titles: Mapping[str, str],
    named: Mapping[str, tuple[str, ...]],
) -> Frame:  # fmt: skip
    where = f"{file}: frame {entry.get('id', '?')!r}"
    if unknown := entry.keys() - _FIELDS - {"titles"}:
        raise CodebookError(f"{where} has the unknown field {min(unknown)!r}. A frame may have: "
                            f"{', '.join(sorted(_FIELDS | {'titles'}))}.")  # fmt: skip
    for field in ("id", "predicate", "source", "example"):
        if not entry.get(field):
            raise CodebookError(f"{where} has no `{field}`. Add it: every frame names its predicate, where its words "
                                "come from and a sentence that it reads.")  # fmt: skip
    if entry["predicate"] not in codebook:
        raise CodebookError(f"{where}: there is no predicate {entry['predicate']!r} in the codebook.")
    predicate = codebook[entry["predicate"]]
    values: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in entry.items() if key != "titles"
    }
    for title_kind in entry.get("titles", ()):
        values["nouns"] = (*values.get("nouns", ()), *(word for word, kind in titles.items() if kind == title_kind))
    values["roles"] = tuple((name, tuple(paths)) for name, paths in entry.get("roles", {}).items())
    values["with_pp"] = tuple((name, _lemmas(words, named, where)) for name, words in entry.get("with_pp", {}).items())
    values["subject_is"] = frozenset(entry.get("subject_is", predicate.subject)) - {"-"}
    values["object_is"] = frozenset(entry.get("object_is", predicate.object)) - {"-"}
    values["with_object"] = frozenset(_lemmas(entry.get("with_object", ()), named, where))
    return Frame(file=file, **values)


def _lemmas(words: Iterable[str], named: Mapping[str, tuple[str, ...]], where: str) -> tuple[str, ...]:
    """Head lemmas as the data give them, `nouns:weapon` written out."""
    lemmas: list[str] = []
    for word in words:
        prefix, _, name = word.rpartition(":")
        if prefix == "nouns" and name in named:
            lemmas += named[name]
        elif prefix or " " in word:
            raise CodebookError(f"{where}: {word!r} is no head lemma. Write one word, or `nouns:` and the name of an "
                                f"entry of nouns.toml: {', '.join(sorted(named))}.")  # fmt: skip
        else:
            lemmas.append(word)
    return tuple(lemmas)


def _check(frame: Frame, codebook: Codebook, paths: frozenset[str]) -> None:
    where = f"{frame.file}: frame {frame.id!r}"
    predicate = codebook[frame.predicate]
    if not frame.verbs + frame.nouns + frame.adjectives:
        raise CodebookError(f"{where} has no words. Add `verbs`, `nouns` or `adjectives`.")
    if frame.kind and predicate.kinds and frame.kind not in predicate.kinds and not frame.kind.startswith("other:"):
        raise CodebookError(f"{where}: {frame.predicate} has no kind {frame.kind!r}. Use one of "
                            f"{', '.join(predicate.kinds)}, or \"other: …\".")  # fmt: skip
    used = [path for group in (frame.subject, frame.object, frame.noun_subject, frame.noun_object, frame.value,
                               *(words for _, words in frame.roles)) for path in group]  # fmt: skip
    used += [preposition for preposition, _ in frame.with_pp]
    if unknown := [path for path in used if path not in paths]:
        raise CodebookError(f"{where}: {unknown[0]!r} is no path. paths.toml lists those there are; a preposition "
                            "is added to its `prepositions`.")  # fmt: skip
    if unknown := sorted((frame.subject_is | frame.object_is) - codebook.types.keys()):
        raise CodebookError(f"{where}: {unknown[0]!r} is no type of the codebook. Use one of "
                            f"{', '.join(codebook.types)}.")  # fmt: skip
    slots = {"subject", "object", "value", *(name for name, _ in frame.roles)}
    if unknown := [slot for slot in frame.needs if slot not in slots]:
        raise CodebookError(f"{where} needs {unknown[0]!r}, which it does not have. Use one of "
                            f"{', '.join(sorted(slots))}.")  # fmt: skip
    if unknown := [name for name in frame.also if name not in codebook]:
        raise CodebookError(f"{where}: `also` names {unknown[0]!r}, which is not in the codebook.")


def _index(frames: Iterable[Frame]) -> dict[tuple[str, WordClass], tuple[Trigger, ...]]:
    index: dict[tuple[str, WordClass], list[Trigger]] = {}
    for frame in frames:
        groups: tuple[tuple[WordClass, tuple[str, ...]], ...] = (
            ("verb", frame.verbs), ("noun", frame.nouns), ("adjective", frame.adjectives))  # fmt: skip
        for word_class, phrases in groups:
            for phrase in phrases:
                # A hyphen may stand between words or inside one: `cease-fire` is looked up as both.
                for words in dict.fromkeys((tuple(phrase.split()), tuple(phrase.replace("-", " ").split()))):
                    key = words[-1] if word_class == "noun" else words[0]
                    index.setdefault((key, word_class), []).append(Trigger(words, frame))
    return {
        key: tuple(sorted(triggers, key=lambda t: (-len(t.words), -t.frame.priority)))
        for key, triggers in index.items()
    }
