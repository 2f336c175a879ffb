"""Who speaks: the noun phrase that a verb, a noun or a pair of quotation marks leads to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sayso.codebook.cues import Cues, Hedges, WordClass
from sayso.reading.quotations import CLOSING, OPENING, STRAIGHT
from sayso.reading.tree import Tree
from sayso.records import Sentence, SourceKind

Speaker = tuple[int, list[int]]  # the head of a noun phrase, and its words


class SpeechTree(Tree):
    """A sentence with the questions that speech asks of it."""

    __slots__ = ()

    def of(self, word: int, *relations: str) -> list[int]:
        """What hangs on `word` by one of `relations`, without or with subtype."""
        labels = self.sentence.relations
        return [
            kid for kid in self.children[word]
            if labels[kid] in relations or labels[kid].partition(":")[0] in relations
        ]  # fmt: skip

    def under(self, word: int, *leave: int) -> list[int]:
        """`word` and all that hangs on it, in order, without the branches at `leave`."""
        found, waiting = [], [word]
        while waiting:
            here = waiting.pop()
            if here not in leave:
                found.append(here)
                waiting.extend(self.children[here])
        return sorted(found)

    def marks(self, word: int) -> set[str]:
        """The lemmas of the prepositions and subordinators on `word`."""
        return {self.lowered[kid] for kid in self.of(word, "case", "mark")}

    def clausal(self, word: int) -> bool:
        return self.sentence.upos[word] in ("VERB", "AUX") or any(self.of(word, "nsubj", "csubj", "cop", "aux"))

    def passive(self, word: int) -> bool:
        """Whether the word is passive: with an auxiliary, or a bare participle ("the raid claimed by …")."""
        labels = self.sentence.relations
        if any(labels[kid] in ("aux:pass", "nsubj:pass", "csubj:pass") for kid in self.children[word]):
            return True
        bare = not self.of(word, "aux", "nsubj", "obj", "ccomp")
        return bare and self.sentence.xpos[word] in ("VBN", "VBD") and labels[word] in ("acl", "advcl", "amod")


def trimmed(sentence: Sentence, words: Sequence[int]) -> list[int]:
    """`words` without punctuation at either end."""
    kept = list(words)
    while kept and sentence.upos[kept[-1]] == "PUNCT":
        kept.pop()
    while kept and sentence.upos[kept[0]] == "PUNCT":
        kept.pop(0)
    return kept


class Speakers:
    """Finds who speaks in the sentences of one report; `quoted` tells which quotation a (sentence, word) stands in."""

    def __init__(self, cues: Cues, hedges: Hedges, quoted: Mapping[tuple[int, int], int]) -> None:
        self.cues = cues
        self.hedges = hedges
        self.quoted = quoted

    def subject(self, tree: SpeechTree, word: int) -> Speaker | None:
        """Head and words of the noun phrase that says what the verb at `word` says.

        A phrase inside quotation marks that the verb stands outside of is none: then it is the one beside the verb.
        """
        found = self.grammatical(tree, word)
        if found is None:
            return None
        head, words = self.writer(tree, found[0]) or found
        found = head, words
        around = self.quoted.get((tree.index, word))
        inside = {inner for inner in words if self.quoted.get((tree.index, inner), around) != around}
        if not inside or (len(inside) < 4 and head not in inside):
            return found
        if head not in inside:
            return head, [inner for inner in words if inner not in inside]
        return self.beside(tree, word, around)

    def beside(self, tree: SpeechTree, word: int, around: int | None) -> Speaker | None:
        """The noun phrase next to the verb at `word`, on its own side of the quotation marks."""
        sentence = tree.sentence
        for step in (-1, 1):
            here = word + step
            reach: list[int] = []
            while 0 <= here < len(sentence.words) and self.quoted.get((tree.index, here), around) == around:
                if sentence.words[here] in OPENING | CLOSING | STRAIGHT or sentence.words[here] in (";", ":"):
                    break
                reach.append(here)
                here += step
            tops = [
                inner for inner in reach
                if sentence.upos[inner] in ("PROPN", "NOUN", "PRON") and sentence.heads[inner] not in reach
            ]
            top = min(tops, default=None)
            if top is not None and (step < 0 or top - word < 4):
                words = [inner for inner in self.phrase(tree, top, word)[1] if inner in reach]
                return top, words or [top]
        return None

    def grammatical(self, tree: SpeechTree, word: int) -> Speaker | None:
        here, steps = word, 0
        while here >= 0 and steps < 12:
            steps += 1
            found = [kid for kid in tree.of(here, "nsubj", "expl") if tree.sentence.upos[kid] != "SCONJ"]
            if found:
                before = [kid for kid in found if kid < here]
                return self.antecedent(tree, here, before[-1] if before else found[0])
            head, relation = tree.sentence.heads[here], tree.sentence.relations[here]
            if head < 0:
                return None
            if relation in ("acl", "acl:relcl"):
                return self.phrase(tree, head, here)
            if relation == "advcl" and "as" in tree.marks(here) and here != word:
                return None
            if relation in ("xcomp", "advcl") and (relation == "xcomp" or "as" in tree.marks(here)):
                objects = [kid for kid in tree.of(head, "obj", "iobj") if kid < here]
                if objects:
                    return self.phrase(tree, objects[0], here)
            if relation == "advmod" and here != word:  # "stopped short of accusing"
                here = head
                continue
            if relation.partition(":")[0] not in ("conj", "xcomp", "advcl", "parataxis"):
                return None
            here = self._verb_of_speech(tree, head, here) if self.speaks_on(tree, here) else head
        return None

    def writer(self, tree: SpeechTree, head: int) -> Speaker | None:
        """Whose the document at `head` is: "his statement claims", "he issued statements asserting"."""
        if self.cues.kinds.get(tree.lowered[head]) != "document":
            return None
        for kid in tree.children[head]:
            if tree.sentence.relations[kid] == "nmod:poss" and tree.sentence.upos[kid] == "PRON":
                return kid, [kid]
        verb = tree.sentence.heads[head]
        if verb >= 0 and tree.relation(head) == "obj" and tree.lowered[verb] in self.cues.light_verbs:
            return self.grammatical(tree, verb)
        return None

    def antecedent(self, tree: SpeechTree, verb: int, subject: int) -> Speaker:
        """The noun phrase at `subject`; for "who" and its like, the one it stands for."""
        if tree.sentence.upos[subject] in ("VERB", "ADJ"):  # "the banned Salt Front" hung on "banned"
            below = tree.of(subject, "obj", "nsubj", "flat", "appos")
            names = [kid for kid in below if tree.sentence.upos[kid] == "PROPN"]
            if names:
                return names[0], self.phrase(tree, subject, verb)[1]
        relative = tree.lowered[subject] in self.cues.pronouns["relative"]
        if relative and tree.sentence.relations[verb] == "acl:relcl":
            return self.phrase(tree, tree.sentence.heads[verb], verb)
        return self.phrase(tree, subject, verb)

    def agent(self, tree: SpeechTree, word: int) -> Speaker | None:
        own = tree.of(word, "obl")
        below = [kid for phrase in own for kid in tree.of(phrase, "nmod")]  # "claimed in a letter by the front"
        for kid in (*own, *below):
            if tree.sentence.relations[kid] == "obl:agent" or tree.marks(kid) == {"by"}:
                head, words = self.phrase(tree, kid, word)
                beside = [*tree.of(kid, "case"), *(clause for clause in tree.of(kid, "acl") if tree.marks(clause))]
                gone = {inside for part in beside for inside in tree.under(part)}
                return head, [inside for inside in words if inside not in gone]
        return None

    def phrase(self, tree: SpeechTree, head: int, verb: int) -> Speaker:
        leave = [verb, *tree.of(head, "parataxis")]
        leave += tree.of(head, "acl:relcl")
        leave += [kid for kid in tree.of(head, "acl") if kid > verb > head]
        leave += [kid for kid in tree.of(head, "case", "advmod", "obl", "discourse", "cc", "advcl", "mark")
                  if kid < head or tree.relation(kid) in ("obl", "advcl")]
        words = trimmed(tree.sentence, [inside for inside in tree.under(head, *leave) if inside != verb])
        return head, words or [head]

    def teller(self, tree: SpeechTree, speaker: Speaker | None) -> bool:
        if speaker is None:
            return True
        head = speaker[0]
        upos, lemma = tree.sentence.upos[head], tree.lowered[head]
        if upos == "PRON":
            return lemma in self.cues.pronouns["people"]
        name = upos == "PROPN" or (head > 0 and tree.sentence.words[head][0].isupper())
        if upos in ("VERB", "ADJ"):  # "the banned Salt Front" hung on "banned"
            name = any(tree.sentence.upos[word] == "PROPN" for word in speaker[1])
        return name or lemma in self.cues.kinds or lemma in self.cues.pronouns["people"]

    def owner(self, tree: SpeechTree, word: int, also_of: bool) -> Speaker | None:
        """Whose claim, report or account the noun at `word` is."""
        relations = tree.sentence.relations
        for kid in tree.children[word]:
            if relations[kid] == "nmod:poss":
                return self.phrase(tree, kid, word)
        wanted = {"by", "from", "of"} if also_of else {"by", "from"}
        for kid in tree.of(word, "nmod"):
            if tree.marks(kid) & wanted:
                return self.phrase(tree, kid, word)
        for kid in tree.of(word, "compound", "amod"):
            if tree.sentence.upos[kid] == "PROPN" or tree.lowered[kid] in self.cues.kinds or (
                tree.sentence.upos[kid] == "ADJ" and tree.sentence.words[kid][0].isupper() and kid > 0
            ):
                return self.phrase(tree, kid, word)
        verb = tree.sentence.heads[word]
        if verb >= 0 and tree.relation(word) == "obj" and tree.lowered[verb] in self.cues.light_verbs:
            speaker = self.subject(tree, verb)
            return speaker if self.teller(tree, speaker) else None
        return None

    def kind(self, tree: SpeechTree, head: int | None) -> SourceKind:
        if head is None:
            return "unnamed"
        for name in tree.sentence.names:
            if name.first <= head < name.last:
                if name.kind == "STATE" or name.label == "LOC":
                    return "state"
                return "organisation" if name.label == "ORG" else "named"
        kind = self.cues.kinds.get(tree.lowered[head])
        if tree.sentence.upos[head] == "PROPN" and kind is None:
            return "named"
        if kind == "unnamed" or kind is None:
            named = [kid for kid in tree.of(head, "appos", "flat") if tree.sentence.upos[kid] == "PROPN"]
            pronoun = tree.sentence.upos[head] == "PRON" and tree.lowered[head] in self.cues.pronouns["back"]
            return "named" if named or pronoun else "unnamed"
        return kind

    def negated(self, tree: SpeechTree, word: int) -> bool:
        """Whether the source is said *not* to speak: "did not say", "refused to confirm", "nobody claims"."""
        here = word
        for _ in range(4):
            for kid in tree.children[here]:
                relation = tree.relation(kid)
                if relation == "advmod" and self.denies(tree, kid, "adverb") and kid < here + 2:
                    return True
                if relation == "nsubj" and (self.denies(tree, kid, "determiner") or any(
                    self.denies(tree, below, "determiner") for below in tree.of(kid, "det", "cc", "advmod")
                )):
                    return True
            head = tree.sentence.heads[here]
            short = [head, *tree.of(head, "advmod")] if head >= 0 and tree.relation(here) == "advcl" else []
            if any(self.denies(tree, kid, "preposition") and kid < here for kid in short):
                return True  # "stopped short of accusing"
            if head < 0 or tree.relation(here) != "xcomp":
                return False
            if any(hedge.then == "CT-" for hedge in self.hedges.entries.get((tree.lowered[head], "verb"), ())):
                return True
            here = head
        return False

    def denies(self, tree: SpeechTree, word: int, word_class: WordClass) -> bool:
        return any(hedge.then == "CT-" and not hedge.rest
                   for hedge in self.hedges.entries.get((tree.lowered[word], word_class), ()))  # fmt: skip

    def _verb_of_speech(self, tree: SpeechTree, word: int, second: int) -> int:
        """The verb whose content `second` hangs in, on `word`; `word` itself where there is none."""
        for kid in tree.of(word, "parataxis"):  # "it fled, officials said, adding that …"
            if kid < second and (tree.lowered[kid], "verb") in self.cues.entries and tree.of(kid, "nsubj"):
                return kid
        here = word
        while tree.sentence.heads[here] >= 0:
            if tree.relation(here) == "ccomp":
                return tree.sentence.heads[here]
            here = tree.sentence.heads[here]
        return word

    def speaks_on(self, tree: SpeechTree, word: int) -> bool:
        """Whether the verb at `word` opens speech of its own and shares the subject of a verb of speech above it.

        So does "added" in "said it fled and added that …", and "adding" in "said it fled, adding that …".
        """
        relation, sentence = tree.relation(word), tree.sentence
        if relation not in ("conj", "parataxis", "advcl") or tree.of(word, "nsubj", "aux"):
            return False
        entries = self.cues.entries.get((tree.lowered[word], "verb"), ())
        telling = [entry for entry in entries if entry.cue_class in ("neutral", "factive", "denial")]
        if not any("clause" in entry.takes for entry in telling):
            return False
        if relation != "advcl":
            return bool(tree.of(word, "ccomp", "obj"))
        apart = word > 0 and sentence.words[word - 1] == "," and sentence.xpos[word] == "VBG"
        return apart and bool(tree.of(word, "ccomp")) and not tree.of(word, "obj", "iobj")
