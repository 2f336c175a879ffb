"""The syntax of one sentence as questions: who is the logical subject of a word, what its object, what goes with `to`.

Relations are Universal Dependencies v2. Words are positions in the sentence; lists of words are in text order.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Literal

from sayso.records import Sentence

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X", "SYM"})
# What belongs to a noun phrase when we name what it denotes; clauses, appositions and conjuncts stand outside.
INSIDE_PHRASE = frozenset(
    {"det", "amod", "compound", "nummod", "nmod:poss", "nmod", "flat", "fixed", "goeswith", "flat:foreign", "nmod:desc",
     "compound:prt"}
)  # fmt: skip
OUTSIDE_PHRASE = frozenset({"acl:relcl", "acl", "appos", "parataxis", "punct", "advcl", "discourse", "list", "dep"})
# "accused the ministry of hiding": after these the gerund belongs to the object, also where the parse hangs it there
# (VerbNet 3.4 accuse, judgment-33, prosecute-33.2).
ACCUSING = frozenset({"accuse", "suspect", "blame", "charge", "convict", "acquit", "absolve", "indict", "denounce"})
RELATIVE_TAGS = frozenset({"WP", "WDT", "WP$", "WRB"})


class Tree:
    """A parsed sentence with its children listed and its logical roles worked out on demand."""

    __slots__ = ("__dict__", "children", "dated", "index", "sentence")

    def __init__(self, sentence: Sentence, index: int = 0, dated: frozenset[int] = frozenset()) -> None:
        self.sentence = sentence
        self.index = index
        self.dated = dated  # words that say when; no phrase that names somebody holds them
        self.children: list[list[int]] = [[] for _ in sentence.words]
        for word, head in enumerate(sentence.heads):
            if head >= 0:
                self.children[head].append(word)

    def __len__(self) -> int:
        return len(self.sentence.words)

    @cached_property
    def lowered(self) -> tuple[str, ...]:
        """The lemmas in small letters."""
        return tuple(lemma.lower() for lemma in self.sentence.lemmas)

    @cached_property
    def name_at(self) -> dict[int, int]:
        """Word → position in `sentence.names` of the name that holds it."""
        return {w: n for n, name in enumerate(self.sentence.names) for w in range(name.first, name.last)}

    @cached_property
    def roles(self) -> dict[int, dict[str, list[int]]]:
        """Predicate word → PropBank role → head words, as the model sees them; empty where it has no roles."""
        found: dict[int, dict[str, list[int]]] = {}
        for predicate in self.sentence.predicates:
            here = found.setdefault(predicate.at, {})
            for word, role in predicate.arguments:
                here.setdefault(role, []).append(word)
        return found

    def relation(self, word: int) -> str:
        """The word's relation to its head, without its subtype."""
        return self.sentence.relations[word].partition(":")[0]

    def having(self, word: int, *relations: str) -> list[int]:
        """Children of `word` with one of these exact relations."""
        labels = self.sentence.relations
        return [c for c in self.children[word] if labels[c] in relations]

    def cases(self, word: int) -> tuple[str, ...]:
        """The prepositions of a phrase, `because of` as one."""
        found = []
        for child in self.having(word, "case", "mark"):
            tail = [self.lowered[c] for c in self.having(child, "fixed")]
            found.append(" ".join([self.lowered[child], *tail]))
        return tuple(found)

    def conjuncts(self, word: int) -> list[int]:
        """The word and all words coordinated with it that are of its own sort."""
        found, queue = [word], [word]
        while queue:
            for child in self.having(queue.pop(), "conj"):
                found.append(child)
                queue.append(child)
        return sorted(found)

    def subtree(self, word: int) -> list[int]:
        """All words under `word`, itself included, in text order."""
        found, queue = [], [word]
        while queue:
            here = queue.pop()
            found.append(here)
            queue.extend(self.children[here])
        return sorted(found)

    def ancestors(self, word: int) -> Iterator[int]:
        """Heads of `word` from the nearest up to the root."""
        seen = 0
        head = self.sentence.heads[word]
        while head >= 0 and seen <= len(self):
            yield head
            head = self.sentence.heads[head]
            seen += 1

    def phrase(self, word: int, *, modifiers: bool = True) -> tuple[int, int]:
        """First and last (exclusive) word of the noun phrase `word` heads.

        Relative clauses, appositions, conjuncts and the phrase's own preposition stay outside; with `modifiers` false,
        complements with a preposition do too.
        """
        keep = {word}
        for child in self.children[word]:
            label = self.sentence.relations[child]
            if label not in INSIDE_PHRASE or (not modifiers and label == "nmod"):
                continue
            if child in self.dated:
                continue
            keep.update(self._inner(child))
        first, last = word, word
        while first - 1 in keep:
            first -= 1
        while last + 1 in keep:
            last += 1
        # A hyphen or quotation mark between kept words belongs to the phrase.
        reach = sorted(keep)
        while (
            reach
            and reach[0] < first
            and all(w in keep or self.sentence.upos[w] == "PUNCT" for w in range(reach[0], first))
        ):
            first = reach[0]
        for end in reversed(reach):
            if end > last and all(w in keep or self.sentence.upos[w] == "PUNCT" for w in range(last + 1, end)):
                last = end
                break
        while first < word and (
            self.sentence.upos[first] in {"DET", "PUNCT", "CCONJ"} or self.sentence.relations[first] == "case"
        ):
            first += 1
        return first, last + 1

    def _inner(self, word: int) -> list[int]:
        found = [word]
        for child in self.children[word]:
            if self.sentence.relations[child] not in OUTSIDE_PHRASE or (
                self.sentence.relations[child] == "punct" and self.sentence.words[child] in {"-", "–", "'", "’"}
            ):
                found.extend(self._inner(child))
        return found

    def text_of(self, first: int, last: int, text: str) -> str:
        """The canonical text from word `first` to word `last` (exclusive)."""
        return text[self.sentence.starts[first] : self.sentence.ends[last - 1]]

    def is_verbal(self, word: int) -> bool:
        """Is the word used as a verb here?"""
        return self.sentence.upos[word] == "VERB" or (
            self.sentence.upos[word] == "ADJ" and self.sentence.xpos[word] in {"VBN", "VBG"}
        )

    def is_passive(self, word: int) -> bool:
        """Does the verb stand in the passive, as main verb or as participle after a noun?"""
        if any(self.sentence.relations[c] in {"aux:pass", "nsubj:pass", "csubj:pass"} for c in self.children[word]):
            return True
        if self.sentence.xpos[word] != "VBN":
            return False
        label = self.sentence.relations[word]
        bare = not self.having(word, "nsubj", "aux")  # "the claim that it had burned the village" is no passive
        if (label in {"acl", "amod"} and bare) or (label == "advcl" and bare and not self.having(word, "obj")):
            return True
        if label == "conj":
            return self.is_passive(self.sentence.heads[word]) and not self.having(word, "nsubj", "aux", "obj")
        return False

    def surface_subjects(self, word: int, depth: int = 0) -> list[int]:
        """Grammatical subjects of a clause, also those it shares: coordination, control, participles, relatives."""
        if depth > 8:
            return []
        own = self.having(word, "nsubj", "nsubj:pass", "nsubj:outer")
        if own:
            return [a for s in own for a in self.antecedents(s, word)]
        label, head = self.sentence.relations[word], self.sentence.heads[word]
        if head < 0:
            return []
        base = label.partition(":")[0]
        if label == "conj":
            return self.surface_subjects(head, depth + 1)
        if label == "xcomp":
            controlled = self.having(head, "obj", "iobj")
            if controlled and self.is_verbal(word):
                return [w for o in controlled for w in self.conjuncts(o)]
            return self.surface_subjects(head, depth + 1)
        if base in {"advcl", "obl", "acl"} and self.is_verbal(head) and self._object_controls(word):
            return self.logical_objects(head)
        nonfinite = self.sentence.xpos[word] in {"VBG", "VBN", "VB"}
        if base == "advcl" and (nonfinite or not self.having(word, "mark", "obj")):
            if self.is_verbal(head) or self.sentence.upos[head] in {"ADJ", "NOUN"}:
                return self.surface_subjects(head, depth + 1)
            return []
        if label == "acl:relcl":
            return []
        if base == "amod" and self.sentence.xpos[word] in {"VBG", "VBN"}:
            return [head]
        if base == "acl":
            first = head
            while self.sentence.relations[first] == "conj":
                first = self.sentence.heads[first]
            governor = self.sentence.heads[first]
            if self._object_controls(word) and governor >= 0 and self.lowered[governor] in ACCUSING:
                return self.conjuncts(first)
            if self.sentence.upos[head] == "PROPN" and self.sentence.heads[head] < 0 and self.having(word, "mark"):
                return self.conjuncts(head)  # a headline: "Norvia to free prisoners"
            if self.sentence.xpos[word] in {"VBG", "VBN"} and not self.having(word, "mark", "case"):
                return self.conjuncts(head) if self.sentence.upos[head] in NOMINAL else []
            return self.owners(head, depth + 1)
        return []

    def _object_controls(self, gerund: int) -> bool:
        """`accused them of burning`, `kept them from leaving`: the gerund's doer is the object of the verb above."""
        return self.sentence.xpos[gerund] == "VBG" and any(
            self.lowered[m] in {"of", "from", "for", "into"} for m in self.having(gerund, "mark", "case")
        )

    def owners(self, noun: int, depth: int = 0) -> list[int]:
        """Whose plan, effort or right a noun with an infinitive is: its possessor, or the subject of its verb."""
        poss = self.having(noun, "nmod:poss")
        if poss:
            return [w for p in poss for w in self.conjuncts(p)]
        head = self.sentence.heads[noun]
        if head >= 0 and self.sentence.relations[noun] == "obj" and depth < 8:
            return self.logical_subjects(head, depth + 1)
        return []

    def antecedents(self, word: int, verb: int) -> list[int]:
        """Coordinated fillers; a relative pronoun gives what it stands for."""
        if self.sentence.xpos[word] in RELATIVE_TAGS or (
            self.lowered[word] == "that" and self.sentence.upos[word] in {"PRON", "SCONJ"}
        ):
            clause = verb
            for _ in range(6):
                if self.sentence.relations[clause].startswith("acl"):
                    noun = self.sentence.heads[clause]
                    # "he was the man who called": said of a subject, the noun stands for it.
                    return (self.surface_subjects(noun) if self.having(noun, "cop") else []) or [noun]
                if self.sentence.heads[clause] < 0:
                    break
                clause = self.sentence.heads[clause]
            return []
        return self.conjuncts(word)

    def logical_subjects(self, word: int, depth: int = 0) -> list[int]:
        """Who does it: the active subject, or the by-phrase of a passive."""
        if self.is_passive(word):
            return self._by_phrase(word)
        return self.surface_subjects(word, depth)

    def _by_phrase(self, word: int) -> list[int]:
        found = self.having(word, "obl:agent")
        if not found:
            found = [c for c in self.having(word, "obl") if "by" in self.cases(c)]
        return [a for f in found for a in self.antecedents(f, word)]

    def logical_objects(self, word: int) -> list[int]:
        """Whom it is done to: the object, the passive's subject, the noun before a participle, a relative's gap."""
        if self.is_passive(word):
            own = self.having(word, "nsubj:pass")
            if own:
                return [a for s in own for a in self.antecedents(s, word)]
            return self.surface_subjects(word)
        own = self.having(word, "obj") or self._counted_object(word)
        if own:
            return [a for o in own for a in self.antecedents(o, word)]
        if self.sentence.relations[word] == "acl:relcl" and self.having(word, "nsubj") and not self.having(word, "obl"):
            subject = self.having(word, "nsubj")[0]
            if self.sentence.xpos[subject] not in RELATIVE_TAGS and self.lowered[subject] != "that":
                return [self.sentence.heads[word]]
        if not self.having(word, "obl", "xcomp", "ccomp", "advmod", "compound:prt"):
            # "arms, trains and funds the militia": the object after the last verb belongs to those before it too.
            first = self.sentence.heads[word] if self.sentence.relations[word] == "conj" else word
            for later in self.having(first, "conj"):
                if later > word and self.is_verbal(later) and not self.having(later, "nsubj", "nsubj:pass"):
                    shared = self.having(later, "obj")
                    if shared:
                        return [a for o in shared for a in self.antecedents(o, later)]
        return []

    def _counted_object(self, verb: int) -> list[int]:
        """`killed at least 17 people`: parses take the `at` for a preposition and the object for an adjunct."""
        return [
            c for c in self.having(verb, "obl")
            if c > verb and c not in self.dated and not self.cases(c) and self.having(c, "nummod")
            and {"least", "most"} & set(self.lowered[verb + 1 : c])
        ]  # fmt: skip

    def complements(self, word: int) -> dict[str, list[int]]:
        """Phrases with a preposition under `word`, by preposition: `to` → [words]. Relative pronouns are resolved."""
        found: dict[str, list[int]] = {}
        for child in self.children[word]:
            if child in self.dated or self.relation(child) not in {"obl", "nmod"}:
                continue
            if self.sentence.relations[child] in {"nmod:poss", "obl:agent"}:
                continue
            for case in self.cases(child) or ("",):
                found.setdefault(case, []).extend(self.antecedents(child, word))
        return found

    def tense(self, word: int) -> Literal["past", "present", "future"] | None:
        """The tense of the clause `word` stands in; None where its verb shows none (a headline's, a phrase)."""
        clause = self.clause_of(word)
        tags = [self.sentence.xpos[clause]] + [
            self.sentence.xpos[a] for a in self.having(clause, "aux", "aux:pass", "cop")
        ]
        helpers = {self.lowered[a] for a in self.having(clause, "aux")}
        if helpers & {"will", "shall"} or "'ll" in helpers:
            return "future"
        if "VBD" in tags or "have" in helpers:
            return "past"
        if set(tags) & {"VBZ", "VBP"} or "MD" in tags:
            return "present"
        head = self.sentence.heads[clause]
        return self.tense(head) if 0 <= head != clause and self.is_verbal(clause) and head < len(self) else None

    def clause_of(self, word: int) -> int:
        """The nearest verb or predicate above or at `word` that heads a clause."""
        if self.is_verbal(word) or self.relation(word) in {"root", "ccomp", "advcl", "xcomp", "parataxis"}:
            return word
        for head in self.ancestors(word):
            if self.is_verbal(head) or self.having(head, "cop"):
                return head
        return word
