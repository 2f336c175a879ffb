"""Acts and ties: frames of the lexicon laid over the syntax of a sentence.

A frame says which words state a predicate and on which paths its arguments stand; `Finder.acts` answers with the words
that fill them. What a filler denotes decides between frames: an armed group attacks, a place does not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from sayso.codebook.lexicon import Frame, Lexicon, Trigger, WordClass
from sayso.codebook.tolls import Tolls
from sayso.reading.mentions import ACTORS, COLLECTIVE, INDEFINITE, LOCATIVE, WE, Cast
from sayso.reading.tree import ACCUSING, NOMINAL, RELATIVE_TAGS, Tree
from sayso.records import Mention

TEXTUAL = frozenset({"TXT", "EVT", "CLM"})
VICTIMS = frozenset({"PER", "POP", "SEC"})
ACTING = frozenset({"SITE", "EQP"})  # through which an actor acts: its boats, its office
HARMING = frozenset({"kill", "disrupt"})
THINGS = frozenset({"SITE", "PLC", "EQP", "TXT", "EVT", "CLM"})
# A filler of the first kind may stand where one of the second kinds is asked for: a state acts through its forces, a
# unit is a group, people are a population, and of an armed body's name alone nobody can tell whether a state pays it.
STANDS_FOR = {
    "STATE": frozenset({"GOV", "SEC"}), "GOV": frozenset({"STATE", "ORG"}), "SEC": frozenset({"STATE", "AG", "UNIT"}),
    "UNIT": frozenset({"AG", "SEC"}), "AG": frozenset({"UNIT", "SEC", "ORG"}), "ORG": frozenset({"AG", "GOV"}),
    "POP": frozenset({"AG", "PER"}), "PER": frozenset({"POP"}), "SITE": frozenset({"PLC"}), "PLC": frozenset({"SITE"}),
}  # fmt: skip
# Where the tree shows no filler on these paths, the model's own semantic roles are asked.
DOING = frozenset({"agent", "by", "light"})
UNDERGOING = frozenset({"patient", "on", "against"})


@dataclass(frozen=True, slots=True)
class Filler:
    """What fills a place of a frame: a noun phrase headed by `word`, or with `clause` the words under it as text."""

    word: int
    clause: bool = False
    member: int | None = None  # of a plural that picks up several, which one
    known: Mention | None = None  # told earlier in the report, and meant here
    own: bool = False  # the words of the trigger themselves, as text
    speaker: bool = False  # whoever says the sentence
    each_other: bool = False  # each of those on the other side of the act, but for the one it is said of

    @property
    def settled(self) -> bool:
        """Is the filler known without looking at what its word denotes?"""
        return self.known is not None or self.own or self.speaker or self.each_other


@dataclass(frozen=True, slots=True)
class Act:
    """One firing of a frame: the trigger and what fills its places."""

    tree: Tree
    trigger: int
    frame: Frame
    subject: tuple[Filler, ...] = ()
    object: tuple[Filler, ...] = ()
    roles: tuple[tuple[str, tuple[Filler, ...]], ...] = ()
    value: tuple[Filler, ...] = ()


class Finder:
    """Finds the acts of sentences with one lexicon and one report's cast."""

    def __init__(self, lexicon: Lexicon, tolls: Tolls, cast: Cast, mutual: frozenset[str]) -> None:
        """`mutual`: the predicates that need both sides named, as who stands on which does not matter."""
        self.lexicon = lexicon
        self.tolls = tolls
        self.mutual = mutual
        self.cast = cast
        self._struck: dict[str, tuple[Mention, ...]] = {}  # whom deeds told so far hit, by predicate
        self._doers: dict[str, tuple[Mention, ...]] = {}  # of deeds told so far, by the noun that names the deed

    def acts(self, tree: Tree) -> Iterator[Act]:
        """The acts a sentence states, in the order of their words."""
        for word in range(len(tree)):
            for word_class in self.classes(tree, word):
                if word_class == "verb" and self._idiom(tree, word):
                    continue
                triggers = [
                    t for t in self.lexicon.at(tree.lowered[word], word_class) if self.reads(tree, word, t, word_class)
                ]
                if not triggers:
                    continue
                best = self._best(tree, word, triggers, word_class)
                if best is not None:
                    if word_class == "noun" and best.subject and self.cast.kind_of(tree, word) == "EVT":
                        self._doers[tree.lowered[word]] = tuple(
                            f.known or self.cast.mention(tree, f.word, f.member) for f in best.subject if not f.clause
                        )
                    yield best
                    break

    def _idiom(self, tree: Tree, word: int) -> bool:
        """Is the verb part of a phrase that means something of its own, such as `take place`?"""
        objects = tree.having(word, "obj")
        return any(f"{tree.lowered[word]} {tree.lowered[o]}" in self.cast.referring.idioms for o in objects)

    def classes(self, tree: Tree, word: int) -> tuple[WordClass, ...]:
        """As what the word may state an act: a verb, a noun, an adjective; a participle before a noun as either."""
        upos = tree.sentence.upos[word]
        if upos == "AUX" and tree.sentence.relations[word] == "aux" and tree.sentence.xpos[word] == "MD":
            return ("verb",)
        if upos == "VERB":
            return ("verb", "adjective") if tree.relation(word) in {"amod", "acl"} else ("verb",)
        if upos == "NOUN" or (upos == "PROPN" and word not in tree.name_at):
            return ("noun",)
        if upos == "ADJ":
            return ("adjective",)
        if upos == "PROPN" and tree.name_at:
            return ("noun",) if self.cast.is_title(tree, word) else ()
        return ()

    def reads(self, tree: Tree, word: int, trigger: Trigger, word_class: WordClass) -> bool:
        """Do the other words of a phrasal trigger stand where they belong?"""
        rest = trigger.words[1:] if word_class != "noun" else trigger.words[:-1]
        if not rest:
            return True
        if word_class == "noun":
            before = [tree.lowered[w] for w in range(max(0, word - 4), word) if tree.sentence.words[w] != "-"]
            return tuple(before[-len(rest) :]) == rest
        near: set[str] = set()
        for child in tree.children[word]:
            if tree.relation(child) in {"nsubj", "csubj"}:
                continue  # "the strikes went on" is not going on strike
            near.add(tree.lowered[child])
            near.update(
                tree.lowered[c] for c in tree.children[child] if tree.relation(c) in {"case", "fixed", "compound"}
            )
        near.update(tree.lowered[word + 1 : word + 1 + len(rest)])
        return all(r in near for r in rest)

    def _best(self, tree: Tree, word: int, triggers: Sequence[Trigger], word_class: WordClass) -> Act | None:
        best: Act | None = None
        rank: tuple[int, ...] = ()
        for trigger in triggers:
            act = self._fit(tree, word, trigger.frame, word_class)
            if act is None:
                continue
            frame = trigger.frame
            here = (
                frame.priority, len(trigger.words), bool(frame.with_object) + bool(frame.with_pp),
                bool(act.subject) + bool(act.object), self._exact(act), -len(frame.subject_is) - len(frame.object_is),
            )  # fmt: skip
            if best is None or here > rank:
                best, rank = act, here
        return best

    def _exact(self, act: Act) -> int:
        """How many places are filled by the very kind the frame asks for, rather than by one that may stand for it."""
        places = ((act.subject, act.frame.subject_is), (act.object, act.frame.object_is))
        return sum(
            any(kinds <= TEXTUAL if f.clause else self.cast.kind_of(act.tree, f.word) in kinds for f in fillers)
            for fillers, kinds in places
        )

    def _fit(self, tree: Tree, word: int, frame: Frame, word_class: WordClass) -> Act | None:
        if not self._allowed(tree, word, frame, word_class):
            return None
        noun = word_class == "noun"
        subject_paths, object_paths = (frame.noun_subject, frame.noun_object) if noun else (frame.subject, frame.object)
        subject = self._first(tree, word, subject_paths, frame.subject_is, word_class)
        if frame.object and frame.object[0] in {"between", "both"} and "between" in object_paths + subject_paths:
            object_paths = tuple(p for p in object_paths if p != "between")
        taken = {f.word for f in subject}
        objects = self._first(tree, word, object_paths, frame.object_is, word_class, taken)
        if noun and not objects and subject and frame.predicate in self._struck and self._picked_up(tree, word):
            objects = tuple(Filler(word, known=m) for m in self._struck[frame.predicate])
        if noun and not objects and frame.object_is & VICTIMS:
            struck = self._victims(tree, word)
            objects = tuple(Filler(w) for w in struck if self._is(tree, w, frame.object_is | {"EQP"}))
            if objects and not subject and (self._picked_up(tree, word) or tree.having(word, "nummod")):
                subject = tuple(Filler(word, known=m) for m in self._doers.get(tree.lowered[word], ()))
        pair = self._pair(tree, word, subject_paths + object_paths, subject, objects, frame, word_class)
        if pair is not None:
            subject, objects = pair
        roles = tuple(
            (name, found)
            for name, paths in frame.roles
            if (found := self._first(tree, word, paths, frozenset(), word_class, taken | {f.word for f in objects}))
        )
        value = self._first(tree, word, frame.value, frozenset(), word_class)
        if frame.predicate in self.mutual and not (subject and objects):
            return None
        filled = {"subject": subject, "object": objects, "value": value, **dict(roles)}
        if any(not filled.get(slot) for slot in frame.needs):
            return None
        if not frame.needs and not subject and not objects:
            return None
        told = self._told(tree, word) or (frame.predicate == "attack" and self._located(tree, word))
        if noun and not objects and frame.object_is and "self" not in subject_paths and not told:
            return None
        return Act(tree, word, frame, subject, objects, roles, value)

    def _told(self, tree: Tree, word: int) -> bool:
        """Does the sentence tell the deed a noun names, rather than mention it: a light verb, a by-phrase, a figure?"""
        return (
            self._light(tree, word)[1] is not None
            or "by" in tree.complements(word)
            or bool(tree.having(word, "nummod"))
            or self._takes_place(tree, word)
            or bool(self._blamed(tree, word))
            or self._claimed(tree, word)
        )

    def _located(self, tree: Tree, word: int) -> bool:
        """Does the phrase say where the deed was done?"""
        here = self._complements(tree, word, "noun")
        places = [w for p in ("in", "near", "at", "inside", "across") for w in here.get(p, ())]
        kinds = {w: self.cast.kind_of(tree, w) for w in places}
        return any(
            kind == "SITE" or (kind in {"PLC", "STATE"} and any(n in tree.name_at for n in range(*tree.phrase(w))))
            for w, kind in kinds.items()
        )

    def _claimed(self, tree: Tree, word: int) -> bool:
        """Is the deed what somebody says was theirs: `claimed the raid`, `took credit for the blast`?"""
        head, label = tree.sentence.heads[word], tree.sentence.relations[word]
        return head >= 0 and label in {"obj", "nsubj:pass"} and self._states(tree, head, {"claim_responsibility"})

    def _takes_place(self, tree: Tree, word: int) -> bool:
        """Is the deed the subject of a verb that says it happens, goes on or ends?"""
        head = tree.sentence.heads[word]
        if head < 0 or tree.relation(word) != "nsubj" or not tree.is_verbal(head):
            return False
        lemma = tree.lowered[head]
        if lemma == "take":
            return any(tree.lowered[o] == "place" for o in tree.having(head, "obj"))
        return lemma in self.cast.referring.happening

    @staticmethod
    def _picked_up(tree: Tree, word: int) -> bool:
        """Does the noun point back at a deed told before ("the killings", "this raid")?"""
        return any(tree.lowered[d] in {"the", "this", "that", "these", "those"} for d in tree.having(word, "det"))

    def _blamed(self, tree: Tree, word: int) -> list[int]:
        """Whom a deed is laid to: `blamed the raid on the league`."""
        verb = tree.sentence.heads[word]
        if verb >= 0 and tree.relation(word) == "obl" and {"of", "for", "over"} & set(tree.cases(word)):
            # "accused the league of the bombing", "blames the navy for the raid"
            return tree.logical_objects(verb) if tree.lowered[verb] in ACCUSING else []
        if verb < 0 or tree.lowered[verb] not in self.cast.referring.blaming:
            return []
        if tree.relation(word) not in {"obj", "nsubj"}:
            return []
        return tree.complements(verb).get("on", []) or tree.complements(word).get("on", [])

    def remember(self, predicate: str, mentions: tuple[Mention, ...]) -> None:
        """Keeps whom a deed hit, for a later sentence that only says "the killings"."""
        if mentions:
            self._struck[predicate] = mentions

    def _victims(self, tree: Tree, word: int) -> list[int]:
        """Whom or what a deed hit that only a verb tells: `the strike wounded a guard`, `one raid destroyed the mill`.

        Also `killed five in an attack` and `the blast that killed five`.
        """
        verb = tree.sentence.heads[word]
        places = [p for p in tree.having(word, "nmod") if self.cast.kind_of(tree, p) == "PLC"]  # they kill nobody
        hosts = [(h, c) for h in (word, *places) for c in tree.having(h, "acl", "acl:relcl")]
        under = [c for h, c in hosts if h in tree.logical_subjects(c)]
        verbs = [v for c in under for v in tree.conjuncts(c)]
        if verb >= 0 and tree.is_verbal(verb):
            label = tree.relation(word)
            if label == "nsubj" and not tree.is_passive(verb):
                verbs += [v for v in tree.conjuncts(verb) if v == verb or word in tree.surface_subjects(v)]
            elif label == "obl" and {"in", "by", "during"} & set(tree.cases(word)):
                verbs.append(verb)
        if any(self._states(tree, v, {"attack"}) for v in verbs):
            return []  # "one strike hit the depot and burned it": the verb tells the attack
        return [o for v in verbs if self._harms(tree, v) for o in tree.logical_objects(v) if o != word]

    def _harms(self, tree: Tree, verb: int) -> bool:
        """Does the verb say that somebody or something was killed, hurt, hit or destroyed?"""
        lemma = tree.lowered[verb]
        if any(counted == "patient" for _, counted, _ in self.tolls.words.get(lemma, ())):
            return True
        if lemma == "leave":
            return any(self._harmed(tree, w) for w in tree.having(verb, "xcomp", "advcl", "acl"))
        return self._states(tree, verb, HARMING)

    def _states(self, tree: Tree, verb: int, predicates: Set[str]) -> bool:
        """Does the verb by itself state one of these predicates?"""
        lemma = tree.lowered[verb]
        return any(t.frame.predicate in predicates and t.words == (lemma,) for t in self.lexicon.at(lemma, "verb"))

    def _harmed(self, tree: Tree, word: int) -> bool:
        return any(counted == "adjective" for _, counted, _ in self.tolls.words.get(tree.lowered[word], ()))

    def _allowed(self, tree: Tree, word: int, frame: Frame, word_class: WordClass) -> bool:
        """Are the words there that the frame asks for besides its trigger?"""
        if frame.singular and tree.sentence.xpos[word] in {"NNS", "NNPS"}:
            return False
        if word_class == "verb":
            objects = tree.having(word, "obj") or tree.logical_objects(word)
            if frame.without_object and objects:
                return False
            if frame.with_object and not any(
                tree.lowered[w] in frame.with_object for o in objects for w in tree.conjuncts(o)
            ):
                return False
        if frame.with_pp:
            here = self._complements(tree, word, word_class)
            for preposition, lemmas in frame.with_pp:
                fillers = here.get(preposition, [])
                if not fillers or (lemmas and not any(tree.lowered[f] in lemmas for f in fillers)):
                    return False
        return True

    # -- paths ----------------------------------------------------------------------------------------------------

    def _first(
        self, tree: Tree, word: int, paths: Sequence[str], kinds: frozenset[str], word_class: WordClass,
        taken: set[int] | frozenset[int] = frozenset(),
    ) -> tuple[Filler, ...]:  # fmt: skip
        seen = False
        for path in paths:
            there = [
                Filler(f.word, each_other=True) if not f.clause and self._reciprocal(tree, f.word) else f
                for f in self.on(tree, word, path, word_class)
            ]
            seen = seen or bool(there)
            found = [
                f for f in there
                if f.settled or (f.word not in taken and (f.clause or self._is(tree, f.word, kinds)))
            ]  # fmt: skip
            if found and path in {"clause", "text", "gerund"} and kinds and not kinds & TEXTUAL:
                found = [f for f in found if not f.clause]
            if found:
                found += [
                    Filler(e)
                    for f in found
                    if not f.clause and not f.settled
                    for e in self.cast.exemplars(tree, f.word)
                ]
                return tuple(dict.fromkeys(found))
        if seen and word_class == "verb" and paths[0] == "agent" and kinds <= ACTORS and (
            owners := self._whose(tree, word, kinds)
        ):
            return owners
        if seen:
            return ()  # the tree has a filler, though of a kind that cannot be meant: the roles would only guess
        role = "ARG0" if DOING & set(paths) else "ARG1" if UNDERGOING & set(paths) else ""
        return tuple(
            Filler(w)
            for a in tree.roles.get(word, {}).get(role, ())
            for w in tree.conjuncts(a)
            if w not in taken
            and w != word
            and not self._part_of_the_word(tree, word, w)
            and self.cast.kind_of(tree, w)
            and self._is(tree, w, kinds)
            and tree.lowered[w] not in self.cast.referring.labels
        )

    def _part_of_the_word(self, tree: Tree, trigger: int, word: int) -> bool:
        """Does the modifier only say what sort of deed it is ("barrel bomb attacks") or how it is called?"""
        if tree.sentence.heads[word] != trigger:
            return False
        label, noun = tree.relation(word), tree.sentence.upos[word] == "NOUN"
        weapon = noun and self.cast.kind_of(tree, word) in {"EQP", "EVT"}
        return label in {"flat", "appos"} or (label == "compound" and weapon)

    def _whose(self, tree: Tree, word: int, kinds: frozenset[str]) -> tuple[Filler, ...]:
        """Whose the thing is that does a deed only its owner can do: `Coalition aircraft`, `the coastguard's boats`."""
        found = [
            o for s in tree.logical_subjects(word)
            if self.cast.kind_of(tree, s) in ACTING and tree.sentence.upos[s] in {"NOUN", "PROPN"}
            for o in tree.having(s, "nmod:poss", "amod", "compound")
            if (tree.relation(o) == "nmod" or self._names(tree, o)) and self._is(tree, o, kinds)
            and self.cast.kind_of(tree, o)
        ]  # fmt: skip
        return tuple(Filler(o) for o in found)

    @staticmethod
    def _reciprocal(tree: Tree, word: int) -> bool:
        """Is it `each other` or `one another`?"""
        pairs = {("each", "other"), ("one", "another")}
        return bool({tree.lowered[max(0, word - 1) : word + 1], tree.lowered[word : word + 2]} & pairs)

    def on(self, tree: Tree, word: int, path: str, word_class: WordClass) -> list[Filler]:
        """What stands on a path of the lexicon (`data/paths.toml`) seen from a trigger."""
        if path == "clause":
            shared = tree.having(word, "ccomp", "xcomp") or [
                w for c in tree.having(word, "conj") for w in tree.having(c, "ccomp")
            ]  # "would neither confirm nor deny that …"
            return [Filler(w, clause=True) for w in shared] or [
                Filler(w, clause=True) for w in tree.having(word, "acl", "advcl") if self._infinitive(tree, w)
            ]
        if path == "text":
            return self._text(tree, word, word_class)
        if path == "trigger":
            return [Filler(word, own=True)]
        if path == "doer":
            return [f for w in self._clause_doer(tree, word) for f in self._doer(tree, w)]
        if path == "gerund":
            return [
                Filler(w, clause=True) for w in tree.having(word, "advcl", "acl", "obl", "ccomp", "xcomp")
                if tree.sentence.xpos[w] == "VBG" and tree.having(w, "mark", "case")
            ]  # fmt: skip
        if path == "speaker":
            return [Filler(word, speaker=True)]
        if path == "clause_subject":
            return [Filler(w) for w in self._clause_subjects(tree, word)]
        if path == "self":
            return [Filler(w) for w in self._self(tree, word)]
        if path == "denoted":
            return [Filler(word)]
        found: list[int]
        if path == "agent" and word_class == "verb":
            return [f for w in self._verb_path(tree, word, path) for f in self._doer(tree, w)]
        if word_class == "noun":
            found = self._noun_path(tree, word, path)
        elif word_class == "adjective":
            found = self._adjective_path(tree, word, path)
        else:
            found = self._verb_path(tree, word, path)
        return [Filler(w) for w in found]

    @staticmethod
    def _clause_doer(tree: Tree, word: int) -> list[int]:
        """Who does what the clause around a phrase tells: `in a bid to`, `with the aim of`; `the army in its fight`."""
        head = tree.sentence.heads[word]
        if head >= 0 and tree.relation(word) == "obl" and tree.is_verbal(head):
            return tree.logical_subjects(head) or tree.surface_subjects(head)
        if head >= 0 and tree.relation(word) == "nmod" and "in" in tree.cases(word):
            return [head]
        return []

    def _doer(self, tree: Tree, word: int) -> list[Filler]:
        """A subject, or where a deed is the subject ("the strike destroyed …"), whoever did it if the report tells."""
        if self.cast.kind_of(tree, word) != "EVT" or tree.sentence.upos[word] != "NOUN":
            return [Filler(word)]
        own = (
            self._noun_path(tree, word, "by")
            or self._noun_path(tree, word, "possessor")
            or self._noun_path(tree, word, "compound")
        )
        if own:
            return [Filler(word), *map(Filler, own)]
        return [Filler(word), *(Filler(word, known=m) for m in self._doers.get(tree.lowered[word], ()))]

    def _verb_path(self, tree: Tree, word: int, path: str) -> list[int]:
        prefix = self._prefixed(tree, word)
        if path == "agent":
            return tree.logical_subjects(word) or prefix
        if prefix and path in {"to", "with", "by", "from", "in"}:
            return tree.complements(word).get(path, []) or prefix
        if path == "patient":
            return tree.logical_objects(word)
        if path == "recipient":
            indirect = [w for i in tree.having(word, "iobj") for w in tree.conjuncts(i)]
            if not indirect and self._giving_verb(tree, word):
                objects = tree.having(word, "obj")
                indirect = [c for o in objects for c in tree.having(o, "compound") if self._names(tree, c)]
            return indirect or self._giving(tree.complements(word))
        if path in {"between", "both"}:
            return []
        if path == "object_owner":
            return self._owners_of_object(tree, word)
        if path in {"possessor", "compound", "light", "from_whom", "enjoyer"}:
            return []
        found = tree.complements(word).get(path, [])
        if not found:
            # "left weapons with the militia": the phrase may hang on the object instead of the verb.
            for obj in tree.having(word, "obj"):
                found = tree.complements(obj).get(path, [])
                if found:
                    break
        return found

    def _prefixed(self, tree: Tree, word: int) -> list[int]:
        """The name before a participle that modifies a noun: `Iran-backed`, `Qaeda-linked`, `French-trained`."""
        if tree.relation(word) != "amod":
            return []
        return [
            c for c in tree.children[word]
            if c < word and tree.relation(c) in {"compound", "obl", "nsubj", "nmod", "amod", "advmod"}
            and not tree.cases(c) and self._names(tree, c)
        ]  # fmt: skip

    def _giving_verb(self, tree: Tree, verb: int) -> bool:
        return tree.lowered[verb] in self.cast.referring.giving

    @staticmethod
    def _giving(complements: dict[str, list[int]]) -> list[int]:
        for preposition in ("to", "with", "for"):
            if complements.get(preposition):
                return complements[preposition]
        return []

    def _anchors(self, tree: Tree, word: int) -> list[int]:
        """The noun and, where it is a title before a name, the name too."""
        head = tree.sentence.heads[word]
        if (
            head >= 0
            and tree.sentence.relations[word] in {"compound", "flat", "nmod:desc", "appos"}
            and head in tree.name_at
        ):
            return [word, head]
        return [word]

    def _noun_path(self, tree: Tree, word: int, path: str) -> list[int]:
        if path in {"agent", "by", "light"} and (blamed := self._blamed(tree, word)):
            return blamed
        if path in {"agent", "by"}:
            led = [p for c in tree.having(word, "amod") if self._light_kind(tree, c) == "agent"
                   for p in self._prefixed(tree, c)]  # fmt: skip  # "League-led raids"
            return self._complements(tree, word, "noun").get("by", []) or led or (
                self._noun_path(tree, word, "possessor") if path == "agent" else []
            )
        if path == "patient":
            return self._complements(tree, word, "noun").get("of", [])
        if path == "named_after":
            return self._named_after(tree, word)
        if path == "undergoer":
            return tree.surface_subjects(word) if tree.having(word, "cop") and "under" in tree.cases(word) else []
        if path in {"from_whom", "enjoyer"}:
            verb = tree.sentence.heads[word]
            top = word
            if tree.relation(word) == "conj" and verb >= 0:
                top, verb = verb, tree.sentence.heads[verb]
            around = self._complements(tree, word, "noun")
            givers = around.get("from", []) or around.get("of", [])
            enjoyed = verb >= 0 and tree.relation(top) in {"obj", "obl"} and tree.lowered[verb] in self._enjoying
            if not enjoyed or not givers:
                return []
            return givers if path == "from_whom" else tree.logical_subjects(verb)
        if path == "possessor":
            anchors = self._anchors(tree, word)
            if tree.sentence.relations[word] == "conj" and not tree.having(word, "det", "nmod:poss"):
                anchors = [*anchors, tree.sentence.heads[word]]  # "the army's raids and air strikes"
            return [w for a in anchors for p in tree.having(a, "nmod:poss") for w in tree.antecedents(p, a)]
        if path == "compound":
            found = [
                c
                for a in self._anchors(tree, word)
                for c in tree.having(a, "compound", "amod", "nmod", "nmod:desc")
                if c != word
                and not self.cast.is_address(tree, c)
                and c < max(word, a)
                and not any(c < n < a for n in tree.having(a, "nummod", "det"))  # "near the ford two air strikes …"
                and (tree.relation(c) != "nmod" or not tree.cases(c))
                and self._names(tree, c)
            ]
            if found and tree.relation(word) == "obj" and self._giving_verb(tree, tree.sentence.heads[word]):
                return []  # those who are offered it
            return [c for c in found if not self._inside_other(tree, c, found)]
        if path == "light":
            verb, light = self._light(tree, word)
            if light is None or light != "agent":
                return []
            return tree.logical_subjects(verb) or (tree.surface_subjects(verb) if tree.relation(word) == "obl" else [])
        if path == "recipient":
            verb, light = self._light(tree, word)
            if light == "recipient":
                return tree.logical_subjects(verb)
            if light == "agent":
                # "provided them with access": the one provided is the object.
                given = tree.having(verb, "obj") if tree.relation(word) == "obl" else tree.having(verb, "iobj")
                indirect = [w for i in given for w in tree.conjuncts(i)]
                if not indirect and self._giving_verb(tree, verb):
                    # "offers the League logistical support": parses take the one who is offered it for a part of it.
                    indirect = [c for c in tree.having(word, "compound") if self._names(tree, c)]
                if indirect:
                    return indirect
            return self._giving(self._complements(tree, word, "noun"))
        blamed = self._blamed(tree, word)
        if blamed and path == "on":
            return []
        found = self._complements(tree, word, "noun").get(path, [])
        if not found and path in LOCATIVE:
            # "its camps located along the border"
            found = [w for c in tree.having(word, "acl") for w in tree.complements(c).get(path, [])]
        if not found and path == "against":
            # "the campaign to defeat the league": whom the campaign is to meet is whom it is against.
            for aim in tree.having(word, "acl"):
                if self._infinitive(tree, aim):
                    found = [o for o in tree.logical_objects(aim) if self._is(tree, o, COLLECTIVE)]
        if not found and path == "against":
            # "conducted strikes with jets against the depot": the target may hang on a word between.
            verb, light = self._light(tree, word)
            if light is not None:
                found = [w for c in tree.subtree(verb) if c != word for w in tree.complements(c).get(path, [])][:1]
        return found

    def _named_after(self, tree: Tree, word: int) -> list[int]:
        """The body named after an office and a comma: `Oren Vale, commander, Gulf Task Force`."""
        if tree.sentence.words[word + 1 : word + 2] != (",",):
            return []
        position = tree.name_at.get(word + 2)
        if position is None or tree.sentence.names[position].first != word + 2:
            return []
        name = tree.sentence.names[position]
        head = self.cast.head_of(tree, name.first, name.last)
        apposed = tree.relation(head) in {"appos", "list", "nmod", "conj", "flat"} and tree.sentence.heads[head] <= word
        return [head] if apposed and self.cast.kind_of(tree, head) in COLLECTIVE - {"STATE"} else []

    @property
    def _enjoying(self) -> frozenset[str]:
        return self.cast.referring.enjoying

    def _owners_of_object(self, tree: Tree, verb: int) -> list[int]:
        """Whose the object is: `took League cash`, `pocketed the ministry's money`."""
        return [
            w for o in tree.logical_objects(verb) for w in tree.having(o, "compound", "amod", "nmod:poss")
            if self._names(tree, w) or tree.relation(w) == "nmod"
        ]  # fmt: skip

    def _inside_other(self, tree: Tree, word: int, others: Sequence[int]) -> bool:
        """Is the word part of a name that another of the words heads: the `U.S.` of `U.S. Central Command chief`?"""
        position = tree.name_at.get(word)
        if position is None:
            return False
        name = tree.sentence.names[position]
        head = self.cast.head_of(tree, name.first, name.last)
        return head != word and head in others

    def _adjective_path(self, tree: Tree, word: int, path: str) -> list[int]:
        head = tree.sentence.heads[word]
        attributive = tree.relation(word) == "amod" or (
            tree.relation(word) == "acl" and not tree.having(word, "cop") and tree.sentence.upos[head] in NOMINAL
        )
        if path == "agent" and tree.is_passive(word):
            return tree.logical_subjects(word)
        if path in {"self", "patient", "agent"}:
            if attributive and head >= 0:
                # "the league is a jihadist movement", "the league, a jihadist movement": said of the league.
                if tree.having(head, "cop"):
                    subjects = tree.surface_subjects(head)
                    pointing = all(tree.lowered[w] in {"this", "that", "it", "these", "those"} for w in subjects)
                    return [head] if pointing else subjects  # "this was an indefensible attack"
                return [tree.sentence.heads[head]] if tree.sentence.relations[head] == "appos" else [head]
            return tree.surface_subjects(word)
        if path in {"compound", "by"}:
            return self._prefixed(tree, word) or tree.complements(word).get("by", [])
        return tree.complements(word).get(path, [])

    def _names(self, tree: Tree, word: int) -> bool:
        """Does a modifier name an actor or a place: a name, an abbreviation, a nationality, the army?"""
        return (
            word in tree.name_at
            or tree.sentence.upos[word] == "PROPN"
            or self.cast.places.state(tree.sentence.words[word]) is not None
            or (
                tree.sentence.upos[word] == "NOUN"
                and self.cast.kind_of(tree, word) in {"SEC", "GOV", "POP"}
                and tree.lowered[word] not in self.cast.referring.labels
            )
        )

    def _light(self, tree: Tree, word: int) -> tuple[int, str | None]:
        """The light verb that carries the noun, and whose act it is: its subject's (`agent`) or another's."""
        if tree.having(word, "cop") and {"in", "on", "at", "behind"} & set(tree.cases(word)):
            return word, "agent"  # "the envoy was on a visit", "the league is at war with …"
        head = tree.sentence.heads[word]
        if head < 0:
            return -1, None
        noun = word
        if tree.sentence.relations[word] == "conj":
            noun, head = head, tree.sentence.heads[head]
            if head < 0:
                return -1, None
        adjective = tree.sentence.upos[head] == "ADJ" and tree.relation(noun) == "obl"  # "is involved in raids"
        if (tree.is_verbal(head) or adjective) and tree.relation(noun) in {"obj", "nsubj", "obl", "acl"}:
            passive_subject = tree.sentence.relations[noun] == "nsubj:pass"
            if self._object_of_phrase(tree, noun, head):
                return head, "agent"
            if tree.relation(noun) == "obj" or passive_subject:
                return head, self._light_kind(tree, head)
        if tree.lowered[head] in self.cast.referring.taking_part and "in" in tree.cases(noun):
            governor = tree.sentence.heads[head]
            if governor >= 0 and tree.relation(head) == "obj":
                return governor, "agent"
        parts = [o for o in tree.having(head, "obj") if tree.lowered[o] in self.cast.referring.taking_part]
        if tree.is_verbal(head) and parts and tree.relation(noun) == "obl" and "in" in tree.cases(noun):
            return head, "agent"  # "played a part in the raid", with the raid hung on the verb
        # "the attack carried out by X": the verb stands under the noun.
        for child in tree.having(noun, "acl", "acl:relcl"):
            kind = self._light_kind(tree, child)
            if kind is not None:
                return child, kind
        return -1, None

    def _object_of_phrase(self, tree: Tree, noun: int, verb: int) -> bool:
        cases = tree.cases(noun)
        if not cases:
            return False
        phrases = (f"{tree.lowered[verb]} {cases[0]}", f"be {tree.sentence.words[verb].lower()} {cases[0]}")
        return any(phrase in self.lexicon.light_verbs for phrase in phrases)

    def _light_kind(self, tree: Tree, verb: int) -> str | None:
        particles = [tree.lowered[c] for c in tree.having(verb, "compound:prt")]
        for phrase in (" ".join([tree.lowered[verb], *particles]), tree.lowered[verb]):
            found = self.lexicon.light_verbs.get(phrase)
            if found is not None:
                return found.subject
        return None

    def _complements(self, tree: Tree, word: int, word_class: WordClass) -> dict[str, list[int]]:
        """Phrases with a preposition that go with the trigger; a noun also has those of its light verb."""
        if word_class != "noun":
            return tree.complements(word)
        found = {p: list(w) for anchor in self._anchors(tree, word) for p, w in tree.complements(anchor).items()}
        verb, light = self._light(tree, word)
        if light is not None:
            for preposition, words in tree.complements(verb).items():
                found.setdefault(preposition, words)
            by = tree.having(verb, "obl:agent")
            if by and tree.is_passive(verb):
                found.setdefault("by", [w for b in by for w in tree.conjuncts(b)])
        for other in tree.having(word, "conj"):
            # "shelling and air strikes by the army on the port": what follows the last goes with all.
            own = tree.having(other, "det", "nummod", "nmod:poss")
            if tree.sentence.upos[other] == "NOUN" and self.cast.kind_of(tree, other) == "EVT" and not own:
                for preposition, words in tree.complements(other).items():
                    found.setdefault(preposition, words)
        return found

    def _self(self, tree: Tree, word: int) -> list[int]:
        """Whom a role noun says something of: the name it is apposed to or stands before, the subject it is said of.

        Nobody where it only describes ("two League members").
        """
        head, label = tree.sentence.heads[word], tree.sentence.relations[word]
        if label == "appos" and head >= 0:
            return [head]
        if label in {"compound", "flat", "nmod:desc"} and head in tree.name_at:
            return [head]
        if tree.having(word, "cop"):
            return tree.surface_subjects(word)
        if label == "nsubj" and tree.having(head, "cop") and head in tree.name_at:
            return [head]  # "the head of the committee is Oren Vale"
        if label in {"xcomp", "obl", "obj"} and head >= 0 and tree.lowered[head] in self.cast.referring.becoming:
            if (label == "obl" and "as" not in tree.cases(word)) or (label == "obj" and not tree.is_passive(head)):
                return []
            if label == "xcomp" or not tree.having(head, "obj") or tree.is_passive(head) or label == "obj":
                return tree.surface_subjects(head)
            return tree.logical_objects(head)
        for child in tree.having(word, "appos", "flat", "nmod:desc"):
            if child in tree.name_at:
                return [child]
        if label == "conj" and head >= 0:
            return self._self(tree, head)
        return []

    def _text(self, tree: Tree, word: int, word_class: WordClass) -> list[Filler]:
        if tree.sentence.upos[word] == "AUX":
            return [Filler(tree.sentence.heads[word], clause=True)]
        found = [Filler(w, clause=True) for w in tree.having(word, "ccomp", "xcomp")]
        if not found and word_class == "noun":
            found = [Filler(w, clause=True) for w in tree.having(word, "acl") if tree.having(w, "mark")]
        if found:
            return found
        infinitives = [w for w in tree.having(word, "acl", "advcl") if self._infinitive(tree, w)]
        if infinitives:
            return [Filler(w, clause=True) for w in infinitives[:1]]
        if word_class == "noun":
            if tree.having(word, "cop"):
                return [Filler(word, clause=True)]
            head = tree.sentence.heads[word]
            if tree.relation(word) == "nsubj" and head >= 0 and tree.having(head, "cop"):
                return [Filler(head, clause=True)]
            complements = tree.complements(word)
            for preposition in ("of", "to", "for", "in", "on"):
                if complements.get(preposition):
                    return [Filler(w, clause=True) for w in complements[preposition][:1]]
            return []
        objects = tree.logical_objects(word)
        return [Filler(w, clause=True) for w in objects[:1]]

    def _clause_subjects(self, tree: Tree, word: int) -> list[int]:
        """Who is to do what the trigger asks for: the subject of the clause it takes, or of the noun it takes."""
        if tree.sentence.upos[word] == "AUX":
            return tree.surface_subjects(tree.sentence.heads[word])
        clauses = tree.having(word, "ccomp", "xcomp", "csubj", "advcl")
        clauses += [c for o in tree.having(word, "obj", "nsubj") for c in tree.having(o, "acl", "ccomp")]
        for clause in clauses:
            subjects = [w for s in tree.having(clause, "nsubj", "nsubj:pass") for w in tree.antecedents(s, clause)]
            if subjects:
                return subjects
        return []

    @staticmethod
    def _infinitive(tree: Tree, word: int) -> bool:
        return any(tree.lowered[c] == "to" for c in tree.having(word, "mark"))

    # -- fillers --------------------------------------------------------------------------------------------------

    def doers(self, tree: Tree, noun: int) -> list[int]:
        """Who does the deed a noun names: its by-phrase, its possessor, a name before it, its light verb's subject."""
        for path in ("by", "possessor", "light", "compound"):
            found = self._noun_path(tree, noun, path)
            if found:
                return found
        return []

    def carrier(self, tree: Tree, noun: int) -> int | None:
        """The verb above a noun that says who did the deed, such as `carry out` in `carried out the raid`."""
        verb, light = self._light(tree, noun)
        owned = tree.having(noun, "nmod:poss")  # "will go on with its raids": theirs, whatever becomes of them
        return verb if light == "agent" and not owned and verb != noun and verb in set(tree.ancestors(noun)) else None

    def light_subjects(self, tree: Tree, noun: int) -> list[int]:
        """The subject of the light verb that carries a noun, whoever's act it is."""
        verb, kind = self._light(tree, noun)
        return tree.logical_subjects(verb) if kind is not None else []

    def fills(self, tree: Tree, word: int, kinds: frozenset[str]) -> bool:
        """May this phrase fill a place for these kinds?"""
        return self._is(tree, word, kinds)

    def _is(self, tree: Tree, word: int, kinds: frozenset[str]) -> bool:
        """May this phrase fill a place for these kinds?"""
        sentence = tree.sentence
        if (
            word in tree.dated
            or sentence.xpos[word] in RELATIVE_TAGS
            or sentence.upos[word] not in NOMINAL | {"ADJ", "VERB", "DET"}
        ):
            return False
        if sentence.upos[word] == "PRON" or sentence.xpos[word] == "PRP$":
            if self.cast.group_at(tree, word):
                return not kinds or bool(kinds & ACTORS)
            entity = self.cast.entity_at(tree, word)
            if entity is None and tree.having(word, "acl:relcl"):
                return not kinds or bool(kinds & (ACTORS | TEXTUAL))  # "those who want …"
            we = tree.lowered[word] in WE or sentence.words[word].casefold() in WE
            if entity is None and not we and sentence.words[word].casefold() not in INDEFINITE:
                return False
        if not kinds:
            return True
        kind = self.cast.kind_of(tree, word)
        if kind in kinds or STANDS_FOR.get(kind, frozenset()) & kinds:
            return True
        if kind == "":
            if kinds & THINGS:
                return True
            return sentence.upos[word] == "PROPN" or sentence.words[word].casefold() in WE
        if kind in {"EVT", "TXT"} and kinds & TEXTUAL:
            return True
        # A place that acts or is acted with is whoever rules it.
        return kind == "PLC" and sentence.upos[word] == "PROPN" and bool(kinds & {"STATE", "GOV"})

    def _pair(
        self, tree: Tree, word: int, paths: Sequence[str], subject: tuple[Filler, ...], objects: tuple[Filler, ...],
        frame: Frame, word_class: WordClass,
    ) -> tuple[tuple[Filler, ...], tuple[Filler, ...]] | None:  # fmt: skip
        """The two sides of a mutual act told as one plural: `talks between A and B`, `A and B agreed`."""
        if objects and subject:
            return None
        sides: list[int] = []
        if "between" in paths:
            here = self._complements(tree, word, word_class)
            sides = here.get("between", []) or here.get("among", [])
        if len(sides) < 2 and "both" in paths:
            plural = (
                tree.surface_subjects(word) if word_class != "noun"
                else self._noun_path(tree, word, "light") or self._noun_path(tree, word, "of")
                or self._noun_path(tree, word, "possessor")
            )  # fmt: skip
            sides = plural
        if len(sides) == 1 and (count := len(self.cast.group_at(tree, sides[0]))) > 1:
            return (Filler(sides[0], member=0),), tuple(Filler(sides[0], member=n) for n in range(1, count))
        sides = [w for w in sides if self._is(tree, w, frame.subject_is)]
        if len(sides) < 2:
            return None
        return (Filler(sides[0]),), tuple(Filler(w) for w in sides[1:])
