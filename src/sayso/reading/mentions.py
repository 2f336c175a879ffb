"""Who and what a report speaks of: noun phrases as mentions, the names they resolve to, who "it" and "the group" are.

A mention keeps the report's words (`text`) and the name they stand for in that report (`name`). Identity is decided
within one report and from its words alone: an abbreviation it defines, a surname after a full name, a pronoun or a
definite description after the mention it picks up.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from sayso.codebook.lexicon import Lexicon
from sayso.codebook.referring import Referring
from sayso.reading.places import Places, State
from sayso.reading.tree import RELATIVE_TAGS, Tree
from sayso.records import ActorKind, Document, LocalActor, Mention, Name, NameForm, Sentence, local_actor_id
from sayso.records.claims import NameKind

ACTORS = frozenset({"STATE", "GOV", "SEC", "AG", "UNIT", "PER", "POP", "ORG"})
COLLECTIVE = frozenset({"AG", "UNIT", "STATE", "GOV", "SEC", "ORG"})
# Pronouns are the grammar's own closed class, so they stand here and not in the codebook's data.
HE = frozenset({"he", "him", "his", "himself", "she", "her", "hers", "herself"})
IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
WE = frozenset({"we", "us", "our", "ours", "ourselves", "i", "me", "my", "mine", "myself"})
INDEFINITE = frozenset({"someone", "somebody", "everyone", "everybody", "anyone", "anybody", "nobody", "many", "others",
                        "most", "some", "thousands", "hundreds", "dozens", "scores"})  # fmt: skip
LOCATIVE = frozenset({"in", "at", "to", "from", "near", "outside", "into", "around", "inside", "across", "through"})
QUOTATION_MARKS = frozenset("“”„«»\"")
POINTING = frozenset({"the", "this", "that", "these", "those", "both"})
NAME_WORD = r"[^\W\d_][\w’'.\-–]*"
BEFORE_BRACKET = re.compile(rf"(?:{NAME_WORD}[\s,]+){{1,9}}\Z")
BRACKET = re.compile(r"\(\s*[“\"‘']?([^\W\d_][\w&.\-]{1,11})[”\"’']?\s*(?:[;,][^)]*)?\)")
REACH = 200  # characters before a bracket in which a long name may stand
# At least two capitalised words with the small words that join them, at the end of a text.
CAPITALISED = re.compile(
    r"[A-Z][\w’'\-]+(?:\s+(?:(?:of|for|the|and|in|de|la|del|das|al|von)\s+)*[A-Z][\w’'\-]+)+$"
)
EDGE = " \t\n,.;:()[]“”\"‘’'*"


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short form that the report defines by a long one; offsets are code points of the canonical text."""

    long: str
    short: str
    start: int
    end: int


def abbreviations(text: str) -> tuple[Abbreviation, ...]:
    """Every `Long Name (LN)` of a text, by the letters of the short form.

    The rule is Schwartz and Hearst's (2003): each letter of the short form stands in the long one in the same order,
    the first at the start of a word. A short form of another language (`National Liberation Army (ELN)`) spells out
    nothing; it is taken for the capitalised name before it where the text goes on to use it.
    """
    found = []
    for match in BRACKET.finditer(text):
        short = match.group(1).strip(".")
        if sum(c.isupper() for c in short) < 2 or short.isdigit():
            continue
        words = BEFORE_BRACKET.search(text, max(0, match.start() - REACH), match.start())
        if words is None:
            continue
        whole = words.group().rstrip(" ,\t\n")
        before = whole.rpartition("\n\n")[2]  # a name does not cross from one paragraph into the next
        if "\n\n" in text[words.start() + len(whole) : match.start()]:
            continue
        long = _long_form(before, short) or _foreign(before, short, text)
        if long is None or not any(c.isupper() for c in long):
            continue
        start = words.start() + len(whole) - len(long)
        found.append(Abbreviation(long=" ".join(long.split()), short=short, start=start, end=match.end()))
    return tuple(found)


def lands(text: str, referring: Referring) -> frozenset[str]:
    """The names, in small letters, that a text makes those of states: by a foreign ministry, a `government of` them."""
    name = r"([A-Z][\w’'\-]*?[a-z](?: [A-Z][a-z]+)?)"
    bodies = "|".join(map(re.escape, sorted(referring.state_bodies)))
    forms = "|".join(map(re.escape, sorted(referring.state_forms)))
    owned = re.findall(rf"\b{name}[’']s (?:(?i:{bodies}))\b", text)
    named = re.findall(rf"\b(?i:{forms}) of (?:the )?{name}(?![\w’'\-])", text)
    return frozenset(found.casefold() for found in owned + named)


def _foreign(before: str, short: str, text: str) -> str | None:
    """The capitalised name at the end of `before`, where `short` is all capitals and stands elsewhere too."""
    if not short.isupper() or len(re.findall(rf"(?<!\w){re.escape(short)}(?!\w)", text)) < 2:
        return None
    name = CAPITALISED.search(before)
    return re.sub(r"^(?:The|A|An)\s+", "", name.group()) if name is not None else None


def with_defined_names(sentences: Sequence[Sentence], text: str, defined: Sequence[Abbreviation]) -> list[Sentence]:
    """The sentences with every name the report defines marked as one name, whatever the model made of its words."""
    forms = {f: None for a in defined for f in (a.long, a.short)}
    if not forms:
        return list(sentences)
    pattern = re.compile(
        r"(?<!\w)(?:"
        + "|".join(re.escape(f).replace(r"\ ", r"\s+") for f in sorted(forms, key=len, reverse=True))
        + r")(?!\w)"
    )
    places = [m.span() for m in pattern.finditer(text)]
    starts = [start for start, _ in places]
    return [_named(s, places[bisect_left(starts, s.start) : bisect_left(starts, s.end)]) for s in sentences]


def _named(sentence: Sentence, places: Sequence[tuple[int, int]]) -> Sentence:
    found = []
    for start, end in places:
        words = [w for w in range(len(sentence.words)) if start <= sentence.starts[w] and sentence.ends[w] <= end]
        if words:
            old = [n for n in sentence.names if n.first < words[-1] + 1 and words[0] < n.last]
            label = old[0].label if old and old[0].label in {"ORG", "LOC"} else "ORG"
            found.append(Name(first=words[0], last=words[-1] + 1, label=label))
    if not found:
        return sentence
    kept = [n for n in sentence.names if not any(n.first < f.last and f.first < n.last for f in found)]
    return replace(sentence, names=tuple(sorted([*kept, *found], key=lambda n: n.first)))


def _long_form(before: str, short: str) -> str | None:
    """The shortest end of `before` that spells out `short`."""
    letters = [c.casefold() for c in short if c.isalnum()]
    place = len(before) - 1
    for index in range(len(letters) - 1, -1, -1):
        while place >= 0 and (
            before[place].casefold() != letters[index]
            or ((index == 0 or short[index : index + 1].isupper()) and place > 0 and before[place - 1].isalnum())
        ):
            place -= 1
        if place < 0:
            return None
        place -= 1
    place += 1
    return before[place:]


@dataclass(slots=True)
class Entity:
    """One thing of a report with the names the report ties to it. `last` is where it was last spoken of."""

    name: str
    kind: ActorKind
    forms: dict[str, NameForm] = field(default_factory=dict)
    plural: bool = False
    last: tuple[int, int] = (-1, -1)
    weight: int = 0  # 2: it was a subject there
    before: tuple[tuple[int, int], int] = ((-1, -1), 0)  # the same of its last mention in an earlier sentence
    public_role: bool | None = None
    side: str | None = None
    head: str = ""  # head noun of a description


class Cast:
    """The entities of one report, filled sentence by sentence in the order of the text."""

    def __init__(
        self, document: Document, trees: Sequence[Tree], defined: Sequence[Abbreviation], lexicon: Lexicon,
        referring: Referring, places: Places,
    ) -> None:  # fmt: skip
        self.document = document
        self.trees = trees
        self.lexicon = lexicon
        self.referring = referring
        self.places = places
        self.entities: list[Entity] = []
        publishers = (document.publisher, *(part.publisher for part in document.parts))
        self._outlets = {publisher.casefold() for publisher in publishers if publisher}
        self._headlines = {b.start for b in document.blocks if b.kind == "headline"}
        self._by_name: dict[str, Entity] = {}
        self._by_surname: dict[str, Entity] = {}
        self._resolved: dict[tuple[int, int], Entity | None] = {}
        self._groups: dict[tuple[int, int], tuple[Entity, ...]] = {}
        self._lately: dict[int, Entity] = {}  # in the order they were last spoken of
        self._holders: dict[str, Entity] = {}  # office → who was last named with it
        self._ever_held: dict[str, list[Entity]] = {}  # office → everybody named with it
        self._untold: list[tuple[int, int, str]] = []  # offices spoken of before anybody was named with them
        self._named_together: list[tuple[tuple[int, int], tuple[Entity, ...]]] = []
        self._lands = lands(document.text, referring)
        self.abbreviations = defined
        self._short_of: dict[str, str] = {}
        for abbreviation in self.abbreviations:
            self._short_of.setdefault(abbreviation.long.casefold(), abbreviation.short)
        for abbreviation in self.abbreviations:
            self._enter(abbreviation.short, self._name_kind(abbreviation.long.split(), ""), at=(-1, -1))
            entity = self._by_name[abbreviation.short.casefold()]
            self._form(
                entity, abbreviation.long, "full", abbreviation.start, abbreviation.start + len(abbreviation.long)
            )
            self._form(entity, abbreviation.short, "abbreviation", abbreviation.end - 1 - len(abbreviation.short),
                       abbreviation.end - 1)  # fmt: skip
            self._by_name.setdefault(abbreviation.long.casefold(), entity)
        for tree in trees:
            self._walk(tree)
        self._settle_offices()

    # -- entering -------------------------------------------------------------------------------------------------

    def _walk(self, tree: Tree) -> None:
        sentence = tree.sentence
        names = {name.first: name for name in sentence.names}
        for word in range(len(tree)):
            name = names.get(word)
            if name is not None and (name.label != "MISC" or sentence.upos[name.last - 1] == "PROPN"):
                first = self._with_people(tree, name.first) if name.label != "PER" else name.first
                text = self.clean(tree.text_of(first, name.last, self.document.text))
                if text:
                    self._name(tree, first, name.last, text, name.label)
                continue
            if sentence.upos[word] == "PROPN" and word not in tree.name_at and not self._inside_name(tree, word):
                first, last = tree.phrase(word, modifiers=False)
                text = self.clean(tree.text_of(first, last, self.document.text))
                if text and word not in tree.dated:
                    self._name(tree, first, last, text, "")
                continue
            if self._plural_name(tree, word):
                self._name(tree, word, word + 1, sentence.words[word], "")
                continue
            if self._picks_up_several(tree, word):
                continue
            if sentence.upos[word] == "PRON" or sentence.xpos[word] == "PRP$":
                found = self._pick_up(tree, word)
                self._resolved[(tree.index, word)] = found
                if found is not None:
                    self._spoken(found, tree, word)
            elif sentence.upos[word] == "NOUN" and word not in tree.name_at:
                self._describe(tree, word)
        self._note_identity(tree)
        self._note_named_after(tree)
        self._note_members(tree)
        self._note_coordinations(tree)
        self._note_former_and_latter(tree)
        self._note_offices(tree)

    def _note_former_and_latter(self, tree: Tree) -> None:
        """`the former`, `the latter`: the first and the last of the two named together before."""
        for word in range(1, len(tree)):
            if tree.lowered[word] not in {"former", "latter"} or self._modifies(tree, word):
                continue
            if tree.lowered[word - 1] != "the":
                continue
            for place, entities in reversed(self._named_together):
                if tree.index - place[0] > 2:
                    break
                if place < (tree.index, word) and len(entities) == 2:
                    self._resolved[(tree.index, word)] = entities[tree.lowered[word] == "latter"]
                    break

    def _plural_name(self, tree: Tree, word: int) -> bool:
        """Is a common plural with a capital the name of a body: `the Volunteers`?"""
        return (
            sentence_plural(tree, word)
            and tree.sentence.words[word][:1].isupper()
            and word not in tree.name_at
            and any(tree.sentence.words[d].lower() == "the" for d in tree.having(word, "det"))
            and not tree.having(word, "amod", "compound", "nmod", "nmod:poss", "nummod")
            and self.lexicon.kind_of_name(tree.sentence.words[word]) in COLLECTIVE
        )

    def _note_identity(self, tree: Tree) -> None:
        """`the league is a movement of herders`, `the league, a movement`: the description is the one described."""
        for word in range(len(tree)):
            entity = self._resolved.get((tree.index, word))
            if entity is None or entity.kind not in ACTORS or tree.sentence.upos[word] != "NOUN":
                continue
            other = tree.sentence.heads[word] if tree.sentence.relations[word] == "appos" else -1
            if tree.having(word, "cop") and any(tree.lowered[d] == "a" for d in tree.having(word, "det")):
                other = next(iter(tree.having(word, "nsubj")), -1)
            same = self._resolved.get((tree.index, other)) if other >= 0 else None
            if same is not None and same.kind in ACTORS and (same.kind == "PER") == (entity.kind == "PER"):
                self._resolved[(tree.index, word)] = same

    def _note_named_after(self, tree: Tree) -> None:
        """`a rebel group, the Kessar Front`, `our ally Norvia`, `the groups A and B`: whoever is named is meant."""
        for word in range(len(tree)):
            described = self._resolved.get((tree.index, word))
            if described is None or described.kind not in ACTORS or tree.sentence.upos[word] != "NOUN":
                continue
            names = [
                e for a in tree.having(word, "appos") if a in tree.name_at
                for w in tree.conjuncts(a) if (e := self._resolved.get((tree.index, w))) is not None
                and e.kind in ACTORS and (e.kind == "PER") == (described.kind == "PER")
            ]  # fmt: skip
            found = list({id(e): e for e in names}.values())
            if len(found) == 1 and any(f.kind != "description" for f in described.forms.values()):
                continue  # the words are a name of their own
            if len(found) == 1 and (described.kind == "PER" or not sentence_plural(tree, word)):
                self._resolved[(tree.index, word)] = found[0]
                self._spoken(found[0], tree, word)
            elif len(found) > 1 and sentence_plural(tree, word):
                self._groups[(tree.index, word)] = tuple(found)

    def _note_members(self, tree: Tree) -> None:
        """`fighters from the KLF`, `KLF militants`: what a group's people do, in the plural, the group does."""
        for word in range(len(tree)):
            if tree.lowered[word] not in self.referring.members or not sentence_plural(tree, word):
                continue
            group = self._group_of(tree, word)
            if group is not None:
                self._resolved[(tree.index, word)] = group
                self._spoken(group, tree, word)

    def _group_of(self, tree: Tree, word: int) -> Entity | None:
        anchors = [c for c in tree.children[word] if tree.relation(c) in {"compound", "nmod"} and c not in tree.dated]
        head = tree.sentence.heads[word]
        if tree.sentence.relations[word] == "obj" and head >= 0:
            # "training fighters from the KLF": the parse may hang the group on the verb.
            anchors += [c for c in tree.having(head, "obl") if c > word and "from" in tree.cases(c)]
        for anchor in anchors:
            cases = tree.cases(anchor)
            entity = self._resolved.get((tree.index, anchor))
            named = anchor in tree.name_at or tree.sentence.upos[anchor] in {"PROPN", "PRON"}
            if (
                entity is not None
                and named
                and entity.kind in {"AG", "UNIT"}
                and (not cases or {"from", "of", "'s", "’s", "'", "’"} & set(cases))
            ):
                return entity
        return None

    def _note_offices(self, tree: Tree) -> None:
        """Who holds which office, as names and their titles stand together; a bare title then means that person."""
        for word in range(len(tree)):
            title = tree.lowered[word]
            if title not in self.lexicon.titles or word in tree.name_at:
                continue
            person = next(
                (c for c in tree.having(word, "flat", "appos", "nmod:desc", "compound") if self._is_person(tree, c)),
                None,
            )
            head = tree.sentence.heads[word]
            if (
                person is None
                and head >= 0
                and tree.sentence.relations[word] in {"compound", "flat", "nmod:desc", "appos"}
            ):
                person = head if self._is_person(tree, head) else None
            if person is not None:
                entity = self._resolved[(tree.index, person)]
                assert entity is not None
                self._resolved[(tree.index, word)] = entity
                for office in {title, self._office(tree, word)}:
                    self._holders[office] = entity
                    self._ever_held.setdefault(office, []).append(entity)
                entity.public_role = True
            elif self._bare_office(tree, word):
                holder = self._holders.get(self._office(tree, word))
                if holder is not None:
                    self._resolved[(tree.index, word)] = holder
                    self._spoken(holder, tree, word)
                else:
                    self._untold.append((tree.index, word, self._office(tree, word)))

    def _bare_office(self, tree: Tree, word: int) -> bool:
        """Does a title stand for its holder: `the Foreign Secretary`, `the foreign minister`, but not `a minister`?"""
        if tree.sentence.upos[word] == "PROPN":
            return True
        capital = word > 0 and tree.sentence.words[word][:1].isupper()
        definite = any(tree.lowered[d] == "the" for d in tree.having(word, "det"))
        if tree.sentence.xpos[word] != "NN" or not (capital or definite):
            return False
        if " " not in self._office(tree, word):
            return False  # "the minister" is picked up as any description is
        others = tree.having(word, "amod", "compound", "nmod", "nmod:poss", "nmod:desc", "acl:relcl", "appos")
        return not any(
            o in tree.name_at or self.places.state(tree.sentence.words[o]) is not None or tree.cases(o) for o in others
        )

    def _office(self, tree: Tree, word: int) -> str:
        """The whole office a title ends: `foreign secretary`; whose it is stays out."""
        first = word
        while first > 0 and tree.sentence.upos[first - 1] in {"PROPN", "NOUN", "ADJ"} and first - 1 not in tree.name_at:
            if self.places.state(tree.sentence.words[first - 1]) is not None:
                break
            first -= 1
        return " ".join(tree.lowered[first : word + 1])

    def _settle_offices(self) -> None:
        """An office spoken of before its holder is named is the holder's, where the report knows one alone."""
        for index, word, office in self._untold:
            holders = {id(e): e for e in self._ever_held.get(office, ())}
            now = self._resolved.get((index, word))
            described = now is None or all(f.kind == "description" for f in now.forms.values())
            if len(holders) == 1 and described:
                self._resolved[(index, word)] = next(iter(holders.values()))

    def _is_person(self, tree: Tree, word: int) -> bool:
        entity = self._resolved.get((tree.index, word))
        return entity is not None and entity.kind == "PER" and word in tree.name_at

    def _with_people(self, tree: Tree, first: int) -> int:
        """Where a name starts with the people before it: the Norvian League is not the League."""
        before = self.places.state(tree.sentence.words[first - 1]) if first > 0 else None
        return first - 1 if before is not None and before.form == "demonym" else first

    def _inside_name(self, tree: Tree, word: int) -> bool:
        """Is the capitalised word a part of a longer name or a title before one?"""
        if tree.lowered[word] in self.lexicon.titles:
            return True
        head = tree.sentence.heads[word]
        return head >= 0 and tree.sentence.relations[word] in {"compound", "flat", "nmod:desc", "amod"} and (
            tree.sentence.upos[head] == "PROPN" or head in tree.name_at
        )  # fmt: skip

    def _name(self, tree: Tree, first: int, last: int, text: str, label: str) -> None:
        """Enters a name that stands from word `first` to `last`."""
        head = self.head_of(tree, first, last)
        state = self._state_at(tree, head, text)
        kind: ActorKind = "STATE" if state is not None else self.kind_of(tree, head)
        if tree.sentence.upos[head] == "NOUN" and not label:
            kind = self.lexicon.kind_of_name(text) or kind
        if label == "PER" and kind == "":
            kind = "PER"
        known = state.name if state is not None else text
        entity = self._enter(known, kind, at=(tree.index, head))
        form: NameKind = "full" if state is None or state.form == "name" else state.form
        self._form(entity, text, form, tree.sentence.starts[first], tree.sentence.ends[last - 1])
        self._spoken(entity, tree, head)
        self._resolved[(tree.index, head)] = entity

    def _state_at(self, tree: Tree, word: int, text: str) -> State | None:
        """The state a name stands for there; a seat of government after `in` or `to` is the city."""
        state = self.places.state(text)
        if state is None:
            return None
        if state.form == "metonym" and tree.relation(word) in {"obl", "nmod"} and set(tree.cases(word)) & LOCATIVE:
            return None
        if state.form == "demonym" and sentence_plural(tree, word):
            return None
        return state

    def _note_coordinations(self, tree: Tree) -> None:
        """Who are named together, by `and` or as the two sides of a meeting or a deal."""
        for word in range(len(tree)):
            if tree.is_verbal(word) and self._meets(tree, word):
                others = tree.having(word, "obj") or tree.complements(word).get("with", [])
                sides = tree.having(word, "nsubj") + others
                met = [e for w in sides if (e := self._resolved.get((tree.index, w))) is not None
                       and e.kind in COLLECTIVE | {"PER"}]  # fmt: skip
                if len({id(e) for e in met}) == len(sides) == 2:
                    self._named_together.append(((tree.index, word), tuple(met)))
            if tree.sentence.relations[word] == "conj" or not tree.having(word, "conj"):
                continue
            found = [self._resolved.get((tree.index, w)) for w in tree.conjuncts(word)]
            entities = tuple(dict.fromkeys(id(e) for e in found if e is not None and e.kind in COLLECTIVE | {"PER"}))
            if len(entities) > 1:
                by_id = {id(e): e for e in found if e is not None}
                self._named_together.append(((tree.index, word), tuple(by_id[i] for i in entities)))

    def _meets(self, tree: Tree, verb: int) -> bool:
        """Does the verb by itself say that two sides met or agreed?"""
        lemma = tree.lowered[verb]
        found = self.lexicon.at(lemma, "verb")
        return any(t.words == (lemma,) and t.frame.predicate in {"talks", "agree"} for t in found)

    def _picks_up_several(self, tree: Tree, word: int) -> bool:
        """Notes the actors named together that a plural word means, if some were within the last sentences."""
        form = tree.sentence.words[word].casefold()
        two = {tree.lowered[c] for c in tree.having(word, "det", "nummod")} & {"both", "two"}
        plural_noun = (
            tree.sentence.upos[word] == "NOUN"
            and (two or form == "sides")
            and tree.lowered[word] in self.referring.generic_nouns
        )
        officers = (
            tree.sentence.xpos[word] == "NNS"
            and tree.lowered[word] in self.lexicon.titles
            and any(tree.lowered[d] == "the" for d in tree.having(word, "det"))
            and not tree.having(word, "amod", "compound", "nmod", "nmod:poss", "acl", "acl:relcl", "appos")
        )
        if not (form in THEY or form == "both" or plural_noun or officers):
            return False
        for place, entities in reversed(self._named_together):
            if tree.index - place[0] > (6 if plural_noun else 2):
                break
            if officers and not all(e.kind == "PER" for e in entities):
                continue
            if (place < (tree.index, word)) and (len(entities) == 2 or not plural_noun):
                plural = (e.last for e in self._recent(tree, word) if e.plural or e.kind in COLLECTIVE)
                last = max(plural, default=place)
                if form in THEY and last[0] > place[0] and not any(e.last[0] > place[0] for e in entities):
                    return False
                self._groups[(tree.index, word)] = entities
                return True
        return False

    def _describe(self, tree: Tree, word: int) -> None:
        """A common noun: a definite description that picks up an entity, or a new entity of its own."""
        kind = self.kind_of(tree, word)
        if kind not in ACTORS and kind != "PLC":
            return
        lemma = tree.lowered[word]
        pointed = any(tree.lowered[d] in POINTING for d in tree.having(word, "det"))
        bare = not tree.having(word, "amod", "compound", "nmod", "nmod:poss", "nummod", "acl:relcl")
        if pointed and bare and kind in {"PLC", "STATE"} and lemma in self.referring.generic_places:
            wanted = {"STATE"} if lemma in {"state", "country", "nation"} else {"PLC"}
            place = self._latest(tree, word, wanted, plural=None, named=True)
            self._resolved[(tree.index, word)] = place
            if place is not None or kind == "PLC":
                return
        named = self._named_before(tree, word)
        if named is not None:
            self._resolved[(tree.index, word)] = named
            self._spoken(named, tree, word)
            return
        if pointed and (bare or lemma in self.referring.generic_nouns):
            found = self._antecedent(tree, word, kind, lemma, bare)
            self._resolved[(tree.index, word)] = found
            if found is not None:
                self._spoken(found, tree, word)
            if found is not None or (bare and not sentence_plural(tree, word)):
                return
        first, last = tree.phrase(word)
        text = self.clean(tree.text_of(first, last, self.document.text))
        if not text or kind == "PLC":
            return
        if first == 0 and tree.sentence.upos[0] in {"NOUN", "ADJ", "NUM"} and not text[:2].isupper():
            text = text[:1].lower() + text[1:]  # a capital that only the place in the sentence gives
        entity = self._enter(text, kind, at=(tree.index, word), description=True)
        entity.head = lemma
        entity.plural = sentence_plural(tree, word)
        noun = self.lexicon.nouns.get(lemma)
        if noun is not None and entity.public_role is None:
            entity.public_role = noun.public_role
        self._form(entity, text, "description", tree.sentence.starts[first], tree.sentence.ends[last - 1])
        self._spoken(entity, tree, word)
        self._resolved[(tree.index, word)] = entity

    def _named_before(self, tree: Tree, word: int) -> Entity | None:
        """`the KLF rebel group`: the group is the one its name says."""
        if tree.lowered[word] not in self.referring.group_nouns or sentence_plural(tree, word):
            return None
        for child in tree.having(word, "compound", "nmod", "nmod:desc", "amod", "appos"):
            entity = self._resolved.get((tree.index, child))
            joined = tree.sentence.words[child + 1] == "-"  # `Norvia-backed militia` is not Norvia
            if child < word and entity is not None and entity.kind in {"AG", "UNIT", "ORG"} and not joined:
                return None if tree.cases(child) else entity
        # The tree may hang the name elsewhere; the words still stand together: `the Kessar Front (KF) rebel group`.
        left = word - 1
        while left > word - 4 and left >= 0 and tree.sentence.upos[left] in {"ADJ", "NOUN"}:
            left -= 1
        if left >= 0 and tree.sentence.words[left] == ")":
            left -= 1
        position = tree.name_at.get(left)
        if position is None or tree.sentence.words[left + 1] == "-":
            return None
        name = tree.sentence.names[position]
        entity = self._resolved.get((tree.index, self.head_of(tree, name.first, name.last)))
        return entity if entity is not None and entity.kind in {"AG", "UNIT"} else None

    def _spoken(self, entity: Entity, tree: Tree, word: int) -> None:
        if tree.sentence.start in self._headlines and not {"VERB", "AUX"} & set(tree.sentence.upos):
            return  # a headline that tells nothing is a title or the name of the paper
        relation = tree.sentence.relations[word]
        if entity.last[0] != tree.index:
            entity.before = entity.last, entity.weight
        weight = 2 if relation.startswith("nsubj") else 1 if relation in {"obj", "obl:agent"} else 0
        entity.weight = max(weight, entity.weight) if entity.last[0] == tree.index else weight
        entity.last = (tree.index, word)
        self._lately.pop(id(entity), None)
        self._lately[id(entity)] = entity

    def _enter(self, text: str, kind: ActorKind, *, at: tuple[int, int], description: bool = False) -> Entity:
        key = text.casefold()
        known = self._by_name.get(key)
        if known is None and kind == "PER" and not description:
            bare = self.without_titles(text)
            known = self._by_name.get(bare.casefold()) or (
                self._by_surname.get(bare.casefold()) if " " not in bare else None
            )
            text, key = bare or text, (bare or text).casefold()
        if known is None:
            short = self._short_of.get(key)
            known = self._by_name.get(short.casefold()) if short else None
        if known is None:
            known = Entity(name=text, kind=kind)
            self.entities.append(known)
            self._by_name[key] = known
            if kind == "PER" and not description and " " in text:
                self._by_surname.setdefault(text.split()[-1].casefold(), known)
        elif not known.kind:
            known.kind = kind
        self._by_name.setdefault(key, known)
        return known

    def _form(self, entity: Entity, form: str, kind: NameKind, start: int, end: int) -> None:
        entity.forms.setdefault(form, NameForm(form=form, kind=kind, start=start, end=end))

    # -- picking up -----------------------------------------------------------------------------------------------

    def _pick_up(self, tree: Tree, word: int) -> Entity | None:
        form = tree.sentence.words[word].casefold()
        if tree.sentence.xpos[word] in RELATIVE_TAGS:
            return None
        owned = tree.sentence.heads[word]
        if tree.sentence.relations[word] == "nmod:poss" and tree.sentence.relations[owned] == "conj":
            # "the regime and its backers", "rebels and their handlers": the one named together with them
            first = self._resolved.get((tree.index, tree.sentence.heads[owned]))
            if first is not None and first.kind in (COLLECTIVE if form in IT else ACTORS) and (form not in HE):
                return first
        if form in HE:
            # A person the report names is spoken of before one it only describes ("the official said he was dead").
            return self._latest(tree, word, {"PER"}, plural=False, named=True, sentences=3) or self._latest(
                tree, word, {"PER"}, plural=False
            )
        if form in IT:
            if tree.sentence.relations[word] == "expl":
                return None
            return self._latest(tree, word, COLLECTIVE, plural=False)
        if form in THEY:
            return self._latest(tree, word, ACTORS, plural=True) or self._latest(tree, word, COLLECTIVE, plural=None)
        return None

    def _antecedent(self, tree: Tree, word: int, kind: ActorKind, lemma: str, bare: bool) -> Entity | None:
        plural = sentence_plural(tree, word)
        for entity in self._recent(tree, word):
            if entity.head == lemma and entity.plural == plural:
                return entity
        if kind in {"AG", "UNIT", "ORG"} and not plural:
            return self._latest(tree, word, {kind, "AG"} if kind != "ORG" else {"ORG", "AG"}, plural=False, named=True)
        if kind == "PER" and not plural and lemma in self._holders and lemma not in {"official"}:
            return self._holders[lemma]
        if kind == "PER" and not plural and bare:
            return self._latest(tree, word, {"PER"}, plural=False)
        return None

    def _recent(self, tree: Tree, word: int, sentences: int = 6) -> list[Entity]:
        here = (tree.index, word)
        inside = set(tree.subtree(word)) if tree.children[word] else set()
        quoted = self._quoted(tree, word)
        near = []
        spoken: dict[int, tuple[tuple[int, int], int]] = {}
        for entity in reversed(self._lately.values()):
            if entity.last[0] < tree.index - sentences:
                break
            last, weight = entity.last, entity.weight
            if last[0] == tree.index and quoted != self._quoted(tree, last[1]):
                # Who speaks around a quotation is not spoken of in it: what counts is the mention before.
                last, weight = entity.before
            within = last[0] == tree.index and last[1] in inside
            if (tree.index - sentences, 0) <= last < here and not within:
                near.append(entity)
                spoken[id(entity)] = last, weight
        if any(tree.lowered[d] in {"that", "this"} for d in tree.having(word, "det")):
            # "that group": the one just named, subject or not
            return sorted(near, key=lambda e: spoken[id(e)][0], reverse=True)

        def rank(entity: Entity) -> tuple[int, int, int]:
            (sentence, place), weight = spoken[id(entity)]
            return sentence, weight, place

        return sorted(near, key=rank, reverse=True)

    def _latest(
        self, tree: Tree, word: int, kinds: Iterable[str], *, plural: bool | None, named: bool = False,
        sentences: int | None = None,
    ) -> Entity | None:  # fmt: skip
        wanted = set(kinds)
        local_subject = self._clause_mates(tree, word)
        below = self._named_below(tree, word)
        for entity in self._recent(tree, word, sentences or (8 if named else 4)):
            if entity.kind not in wanted or entity in local_subject or entity.name.split()[-1].casefold() in below:
                continue
            if entity.name.casefold() in self._outlets:
                continue  # who prints a report is not who acts in it
            if named and not any(f.kind != "description" for f in entity.forms.values()):
                continue
            if plural is not None and entity.kind in {"PER", "POP"} and entity.plural != plural:
                continue
            if plural is False and entity.plural and entity.head:
                continue  # "the ministries" are not "it"
            if plural and entity.kind == "PER" and not entity.plural:
                continue
            return entity
        return None

    @staticmethod
    def _quoted(tree: Tree, word: int) -> bool:
        """Does the word stand between quotation marks of its sentence?"""
        marks = sum(w in QUOTATION_MARKS for w in tree.sentence.words[:word])
        return marks % 2 == 1

    def _named_below(self, tree: Tree, word: int) -> set[str]:
        """Last words of the names under a subject pronoun's own verb: "he said Vale had left" is not about himself."""
        if not tree.sentence.relations[word].startswith("nsubj"):
            return set()
        clauses = tree.having(tree.sentence.heads[word], "ccomp")
        under = {w for clause in clauses for w in tree.subtree(clause)}
        return {
            tree.sentence.words[n.last - 1].casefold()
            for n in tree.sentence.names
            if n.first > word and n.first in under
        }

    def _clause_mates(self, tree: Tree, word: int) -> list[Entity]:
        """Entities a plain pronoun cannot mean: fellow arguments of its own verb."""
        if tree.sentence.relations[word] == "nmod:poss":
            return []
        head = tree.sentence.heads[word]
        if head < 0:
            return []
        mates = [self._resolved.get((tree.index, c)) for c in tree.children[head] if c != word]
        return [m for m in mates if m is not None]

    # -- answering ------------------------------------------------------------------------------------------------

    def clean(self, text: str) -> str:
        """A name or phrase as one line without an article, edge punctuation or a possessive ending."""
        text = " ".join(text.split()).strip(EDGE)
        text = re.sub(r"^(?:the|a|an|this|these|those|that|its|his|her|their|our)\s+", "", text, flags=re.I)
        text = re.sub(r"^(?:(?:at )?(?:least|most)|more than|up to|nearly)\s+", "", text, flags=re.I)
        text = re.sub(r"[’']s?$", "", text).strip(EDGE)
        return f"{text}." if re.search(r"(?:^|\W)(?:[A-Z]\.)+[A-Z]$", text) else text  # the stop of U.S. is its own

    def without_titles(self, name: str) -> str:
        """A person's name without the titles before it."""
        words = name.split()
        while len(words) > 1:
            first = words[0].strip(".").casefold()
            known = first in self.referring.honorifics or first in self.lexicon.titles
            if not known or (len(words) == 2 and first in self.referring.kept_before_one_word):
                break
            words = words[1:]
        return " ".join(words)

    def head_of(self, tree: Tree, first: int, last: int) -> int:
        """The head word of a stretch of words: the one whose own head lies outside."""
        for word in range(last - 1, first - 1, -1):
            head = tree.sentence.heads[word]
            if not first <= head < last:
                return word
        return last - 1

    def kind_of(self, tree: Tree, word: int) -> ActorKind:
        """What the phrase that `word` heads denotes, by its name, its head noun or the gazetteer; "" if unknown."""
        sentence = tree.sentence
        entity = self._resolved.get((tree.index, word))
        if entity is not None and entity.kind:
            return entity.kind
        position = tree.name_at.get(word)
        if position is not None:
            name = sentence.names[position]
            words = list(sentence.words[name.first : name.last])
            text = self.clean(tree.text_of(name.first, name.last, self.document.text))
            if (state := self.places.state(text)) is not None:
                if state.form == "demonym" and sentence_plural(tree, word):
                    return "POP"
                return "STATE" if self._state_at(tree, word, text) is not None else "PLC"
            return self._name_kind(words, name.label, text)
        if sentence.upos[word] == "ADJ" and self.places.state(sentence.words[word]) is not None:
            return "STATE"
        if sentence.upos[word] == "PROPN":
            first, last = tree.phrase(word, modifiers=False)
            return self._name_kind(
                list(sentence.words[first:last]), "", self.clean(" ".join(sentence.words[first:last]))
            )
        if tree.lowered[word] in self.referring.partitives or sentence.upos[word] == "NUM":
            whole = tree.complements(word).get("of") or tree.having(word, "nmod:poss")
            if whole and whole[0] != word:
                return self.kind_of(tree, whole[0])
        counted = sentence.upos[word] == "NUM" and tree.relation(word) == "nsubj"
        if (counted or sentence.words[word].casefold() in INDEFINITE) and not self._modifies(tree, word):
            return "POP"
        noun = self.lexicon.nouns.get(tree.lowered[word])
        return noun.kind if noun is not None else ""

    @staticmethod
    def _modifies(tree: Tree, word: int) -> bool:
        """Does the word only go with a noun ("many towns")?"""
        return tree.relation(word) in {"det", "amod", "nummod", "compound", "advmod"}

    def _name_kind(self, words: list[str], label: str, text: str = "") -> ActorKind:
        known = self._by_name.get(text.casefold()) if text else None
        if known is not None and known.kind:
            return known.kind
        by_head = self.lexicon.kind_of_name(" ".join(words))
        if not by_head and text.casefold() in self._lands:
            return "STATE"
        if by_head and label != "PER" and not (label == "ORG" and by_head in {"PLC", "SITE"}):
            return by_head
        if by_head in {"AG", "UNIT"}:
            return by_head  # `Lashkar-i-Navar` is a group, however much it sounds like somebody
        if label == "PER":
            return "PER"
        if label == "LOC":
            return "PLC"
        if label == "ORG":
            # A body the report gives no kind: in reports on conflict more often a group than an office.
            return "AG"
        return by_head

    def mention(self, tree: Tree, word: int, member: int | None = None) -> Mention:
        """The mention that the phrase headed by `word` makes, resolved as far as the report allows.

        `member`: of the several actors a plural picks up, which one.
        """
        sentence, text = tree.sentence, self.document.text
        entity = self._resolved.get((tree.index, word))
        if member is not None:
            entity = self._groups[(tree.index, word)][member]
        first, last = tree.phrase(word)
        if sentence.upos[word] == "PRON" and entity is None and tree.having(word, "acl:relcl"):
            first, last = word, max(tree.subtree(tree.having(word, "acl:relcl")[0])) + 1
        words = tree.text_of(first, last, text)
        if entity is not None:
            actor = local_actor_id(self.document.id, entity.name) if entity.kind in ACTORS else None
            return Mention(
                text=" ".join(words.split()), name=entity.name, actor=actor, kind=entity.kind,
                start=sentence.starts[first], end=sentence.ends[last - 1],
            )  # fmt: skip
        kind = self.kind_of(tree, word)
        name = self.clean(words)
        state = self._state_at(tree, word, name)
        if state is not None:
            kind, name = "STATE", state.name
        if name and kind in ACTORS:
            entity = self._enter(name, kind, at=(tree.index, word), description=True)
            self._form(entity, name, "description", sentence.starts[first], sentence.ends[last - 1])
            name = entity.name
        return Mention(
            text=" ".join(words.split()), name=name or " ".join(words.split()), kind=kind,
            actor=local_actor_id(self.document.id, name) if name and kind in ACTORS else None,
            start=sentence.starts[first], end=sentence.ends[last - 1],
        )  # fmt: skip

    def is_title(self, tree: Tree, word: int) -> bool:
        """Is a capitalised word an office or rank before a name, rather than a part of a name?"""
        return tree.lowered[word] in self.lexicon.titles

    def is_address(self, tree: Tree, word: int) -> bool:
        """Is the word a form of address, a rank or a title that stands before a person's name?"""
        lemma = tree.lowered[word].strip(".")
        return lemma in self.referring.honorifics or lemma in self.lexicon.titles

    def named(self, name: str) -> Mention:
        """The entity of that name as a mention without words of its own."""
        entity = self._by_name.get(name.casefold())
        known = entity is not None and entity.kind in ACTORS
        actor = local_actor_id(self.document.id, entity.name) if entity is not None and known else None
        return Mention(text=name, name=name, kind=entity.kind if entity is not None else "", actor=actor)

    def body(self, text: str, kind: ActorKind) -> Mention:
        """A mention of a body named outside the tree's own phrases: whose an office is, say."""
        name = self.canonical(text)
        if kind not in ACTORS:
            return Mention(text=text, name=name, kind=kind)
        entity = self._enter(name, kind, at=(-1, -1), description=True)
        self._form(entity, text, "full", -1, -1)
        return Mention(text=text, name=entity.name, kind=kind, actor=local_actor_id(self.document.id, entity.name))

    def canonical(self, text: str) -> str:
        """The name the report settles on for these words: a state for its metonym, a short form it defines, itself."""
        name = self.clean(text)
        entity = self._by_name.get(name.casefold())
        if entity is not None:
            return entity.name
        state = self.places.state(name)
        return state.name if state is not None else name

    def side_of(self, tree: Tree, word: int) -> str | None:
        """The group or state a source belongs to, by its own words: `a KLF fighter`, `Kharia's interior minister`."""
        first, last = tree.phrase(word)
        head = word
        for other in range(first, last):
            if other == head or not (other in tree.name_at or tree.sentence.upos[other] in {"PROPN", "ADJ"}):
                continue
            position = tree.name_at.get(other)
            if position is not None:
                name = tree.sentence.names[position]
                if name.label == "PER" or name.first <= head < name.last:
                    continue
                return self.canonical(tree.text_of(name.first, name.last, self.document.text))
            state = self.places.state(tree.sentence.words[other])
            if state is not None:
                return state.name
        entity = self.entity_at(tree, word)
        if entity is None:
            return None
        return entity.side or (entity.name if entity.kind in COLLECTIVE else None)

    def speaks_for(self, tree: Tree, person: int, body: str) -> None:
        """Notes whose office a person holds: the side that the person's "we" means, where the words name no other."""
        entity = self.entity_at(tree, person)
        if entity is not None and entity.kind == "PER" and entity.side is None:
            entity.side = body

    def group_at(self, tree: Tree, word: int) -> tuple[Entity, ...]:
        """The several actors a plural picks up: `they`, `both`, `the two groups` after `A and B`; else empty."""
        return self._groups.get((tree.index, word), ())

    def exemplars(self, tree: Tree, word: int) -> list[int]:
        """Whom a phrase names as examples: `groups like A and B`, `countries, particularly C`."""
        found: list[int] = []
        for child in tree.having(word, "nmod", "appos", "obl", "acl"):
            cases = set(tree.cases(child)) | {
                tree.lowered[c] for c in tree.having(child, "advmod", "case", "mark", "cc")
            }
            if child > word and cases & self.referring.exemplifying:
                found.extend(
                    w for w in tree.conjuncts(child) if w in tree.name_at or self.kind_of(tree, w) in COLLECTIVE
                )
        return found

    def entity_at(self, tree: Tree, word: int) -> Entity | None:
        """The entity that `word` was resolved to, if any."""
        return self._resolved.get((tree.index, word))

    def local_actors(self, used: set[str]) -> tuple[LocalActor, ...]:
        """The actors of the report that claims speak of; `used` holds their local ids."""
        found = []
        for entity in self.entities:
            actor_id = local_actor_id(self.document.id, entity.name)
            if entity.kind in ACTORS and actor_id in used:
                found.append(
                    LocalActor(
                        id=actor_id,
                        name=entity.name,
                        kind=entity.kind,
                        names=tuple(entity.forms.values()) or (NameForm(form=entity.name),),
                        public_role=entity.public_role,
                        side=entity.side,
                    )
                )
        return tuple(found)


def sentence_plural(tree: Tree, word: int) -> bool:
    """Does the noun stand in the plural?"""
    return tree.sentence.xpos[word] in {"NNS", "NNPS"}
