"""What names themselves tell: short forms and other names, and the offices written before a person's name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sayso.reading.mentions import COLLECTIVE, Cast
from sayso.reading.tree import Tree
from sayso.records import ActorKind

EMPLOYERS = frozenset({"AG", "UNIT", "STATE", "GOV", "SEC", "ORG"})


@dataclass(frozen=True, slots=True)
class Alias:
    """Two names the report gives one thing; words are positions in the sentence, ends exclusive."""

    left: tuple[int, int]
    right: tuple[int, int]
    kind: str


@dataclass(frozen=True, slots=True)
class Office:
    """A person and the office written before the name: `first` to `last` are the words of both."""

    person: int  # head word of the name
    title: int  # the last word of the title
    employer: tuple[int, int] | None  # words that name whom the office belongs to
    employer_kind: ActorKind
    kind: str
    role: str
    first: int
    last: int


def aliases(tree: Tree, cast: Cast) -> Iterator[Alias]:
    """`X alias Y`, `X, also known as Y`: both names, where both stand in the sentence."""
    lowered = [w.lower() for w in tree.sentence.words]
    seen = -1
    for word in range(1, len(tree)):
        if word <= seen:
            continue
        for words in cast.referring.alias_phrases:
            if tuple(lowered[word : word + len(words)]) != words:
                continue
            left = _name_before(tree, word - 1)
            right = _name_after(tree, word + len(words))
            if left is not None and right is not None:
                kind = (
                    "former_name"
                    if words[0] == "formerly"
                    else "nom_de_guerre"
                    if words[0] in {"alias", "aka"}
                    else "spelling"
                )
                yield Alias(left, right, kind)
                seen = right[1]
            break


def _name_before(tree: Tree, word: int) -> tuple[int, int] | None:
    while word >= 0 and (tree.sentence.upos[word] in {"PUNCT", "AUX"} or tree.lowered[word] in {"who", "which"}):
        word -= 1
    if word < 0:
        return None
    position = tree.name_at.get(word)
    if position is not None:
        name = tree.sentence.names[position]
        return name.first, name.last
    if tree.sentence.upos[word] == "PROPN":
        first = word
        while (
            first > 0
            and tree.sentence.upos[first - 1] in {"PROPN", "PUNCT"}
            and tree.sentence.words[first - 1] not in {",", ";", "(", ")"}
        ):
            first -= 1
        return first, word + 1
    return None


def _name_after(tree: Tree, word: int) -> tuple[int, int] | None:
    while word < len(tree) and (tree.sentence.upos[word] in {"PUNCT", "DET"}):
        word += 1
    if word >= len(tree):
        return None
    position = tree.name_at.get(word)
    if position is not None:
        name = tree.sentence.names[position]
        return word, name.last
    if tree.sentence.upos[word] == "PROPN":
        last = word + 1
        while last < len(tree) and (tree.sentence.upos[last] == "PROPN" or tree.sentence.words[last] == "-"):
            last += 1
        return word, last
    return None


def offices(tree: Tree, cast: Cast) -> Iterator[Office]:
    """`Kharia's Interior Minister Oren Vale`, `KLF chief Dara Moss`: a person, the office, and whose office it is."""
    sentence = tree.sentence
    for name in sentence.names:
        if name.label != "PER":
            continue
        start = name.first
        while start < name.last - 1 and cast.is_address(tree, start):
            start += 1
        title = _title_before(tree, cast, start)
        if title is None or tree.lowered[title] in cast.referring.ranks | cast.referring.kept_before_one_word:
            continue
        first, kind, role_first = _role_start(tree, cast, title)
        employer = _employer(tree, cast, first, title, start)
        if employer is not None and kind == "analyst" and sentence.upos[employer[0]] == "NOUN":
            employer = None  # a security analyst works on security, not for it
        person = cast.head_of(tree, name.first, name.last)
        if employer is None:  # "Captain Vale of the harbour police"
            bodies = [w for w in tree.complements(person).get("of", ()) if w >= name.last]
            if bodies and cast.kind_of(tree, bodies[0]) in EMPLOYERS:
                employer = tree.phrase(bodies[0])
        begin = employer[0] if employer is not None and employer[0] < role_first else role_first
        while begin < title and sentence.upos[begin] in {"DET", "PUNCT"}:
            begin += 1
        yield Office(
            person=person, title=title, employer=employer,
            employer_kind=_employer_kind(tree, cast, employer) if employer else "", kind=kind,
            role=" ".join(sentence.words[role_first : title + 1]), first=begin, last=name.last,
        )  # fmt: skip


def units(tree: Tree, cast: Cast) -> Iterator[tuple[int, int]]:
    """`the front's Salt Brigade`, `the ministry's Office of Museums`: a named part and the body that has it."""
    for word in range(len(tree)):
        owners = tree.having(word, "nmod:poss") or _larger(tree, cast, word)
        if not owners or not (word in tree.name_at or tree.sentence.upos[word] == "PROPN"):
            continue
        first, last = tree.phrase(word, modifiers=False)
        if not {tree.lowered[w] for w in range(first, last)} & cast.referring.parts:
            continue
        owner = owners[0]
        if cast.kind_of(tree, owner) in COLLECTIVE and tree.sentence.upos[owner] != "PRON":
            yield word, owner


def _larger(tree: Tree, cast: Cast, word: int) -> list[int]:
    """The body named after one of its units, as armies write it: `Third Company, 12th River Regiment`."""
    position = tree.name_at.get(word)
    after = tree.sentence.names[position].last if position is not None else tree.phrase(word, modifiers=False)[1]
    if tree.sentence.words[after : after + 1] != (",",):
        return []
    return [
        w for w in tree.having(word, "appos", "nmod", "list", "flat", "nmod:unmarked")
        if w > after and not tree.cases(w) and cast.kind_of(tree, w) in {"UNIT", "SEC"}
    ]  # fmt: skip


def _title_before(tree: Tree, cast: Cast, start: int) -> int | None:
    """The last title word before a name; forms of address and a bracketed short form may stand between."""
    word = start - 1
    steps = 0
    while word >= 0 and steps < 5:
        lemma = tree.lowered[word]
        if lemma in cast.lexicon.titles:
            return word
        if tree.sentence.words[word] in {"(", ")"} or (word > 0 and tree.sentence.words[word - 1] == "("):
            word, steps = word - 1, steps + 1
            continue
        if not cast.is_address(tree, word):
            # "Chief of the Army Staff X", "Minister of Defence X"
            if tree.sentence.upos[word] in {"PROPN", "NOUN"}:
                back = word
                while back > 0 and word - back < 5:
                    back -= 1
                    if tree.lowered[back] == "of" and back > 0 and tree.lowered[back - 1] in cast.lexicon.titles:
                        return back - 1
                    if tree.sentence.upos[back] not in {"PROPN", "NOUN", "DET", "CCONJ"} and tree.lowered[back] != "of":
                        break
            return None
        word, steps = word - 1, steps + 1
    return None


def _role_start(tree: Tree, cast: Cast, title: int) -> tuple[int, str, int]:
    """Where the noun phrase of the title starts, the kind of office, and where the role's own words start."""
    sentence = tree.sentence
    first = title
    while (
        first > 0
        and (sentence.upos[first - 1] in {"ADJ", "PROPN", "NOUN"} or sentence.words[first - 1] == "-")
        and sentence.words[first - 1] not in {",", ";"}
    ):
        first -= 1
    kind, role_first = cast.lexicon.titles[tree.lowered[title]], title
    for begin in range(first, title):
        phrase = " ".join(tree.lowered[begin : title + 1]).replace(" - ", "-")
        if phrase in cast.lexicon.titles:
            kind, role_first = cast.lexicon.titles[phrase], begin
            break
    if any(tree.lowered[w] in {"former", "ex", "late", "outgoing"} for w in range(first, title)):
        kind = "former"
    return first, kind, role_first


def _employer(tree: Tree, cast: Cast, first: int, title: int, start: int) -> tuple[int, int] | None:
    sentence = tree.sentence
    if title + 1 < start and tree.lowered[title + 1] == "of" and not _whole_title(tree, cast, title, start):
        begin = title + 2
        while begin < start and sentence.upos[begin] == "DET":
            begin += 1
        end = begin
        while (
            end < start
            and not cast.is_address(tree, end)
            and (sentence.upos[end] in {"PROPN", "NOUN", "ADJ"} or tree.lowered[end] in {"of", "and"})
        ):
            end += 1
        if end > begin and _employer_kind(tree, cast, (begin, end)) in EMPLOYERS:
            return begin, end
    # "Kharia's Interior Minister": the possessor stands before the phrase.
    if (first > 1 and sentence.xpos[first - 1] == "POS") or (
        first > 1 and sentence.words[first - 1] in {"'s", "’s", "'", "’"}
    ):
        owner = first - 2
        begin = owner
        while (
            begin > 0
            and sentence.upos[begin - 1] in {"PROPN", "ADJ", "NOUN"}
            and sentence.words[begin - 1] not in {",", ";"}
        ):
            begin -= 1
        return begin, owner + 1
    for word in range(first, title):
        if cast.is_address(tree, word):
            continue
        if (
            cast.places.state(sentence.words[word]) is not None
            or _employer_kind(tree, cast, (word, word + 1)) in EMPLOYERS
        ):
            end = word + 1
            while end < title and (
                (word in tree.name_at and tree.name_at.get(end) == tree.name_at[word])
                or tree.lowered[end] in {"government", "army", "police", "military", "navy", "party"}
            ):
                end += 1
            return word, end
    return None


def _whole_title(tree: Tree, cast: Cast, title: int, start: int) -> bool:
    """`secretary of defence`, `chief of staff`: words with `of` that belong to the title itself."""
    phrase = tree.lowered[title]
    for word in range(title + 1, start):
        phrase = f"{phrase} {tree.lowered[word]}"
        if phrase in cast.lexicon.titles:
            return True
    return False


def _employer_kind(tree: Tree, cast: Cast, words: tuple[int, int]) -> ActorKind:
    if cast.places.state(" ".join(tree.sentence.words[words[0] : words[1]])) is not None:
        return "STATE"
    return cast.kind_of(tree, cast.head_of(tree, *words))
