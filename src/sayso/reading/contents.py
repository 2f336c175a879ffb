"""What is said: the words that a verb of speech, belief or denial puts in its source's mouth."""

from __future__ import annotations

from collections.abc import Iterable

from sayso.codebook.cues import CueEntry, Cues
from sayso.reading.speakers import Speaker, Speakers, SpeechTree


class Contents:
    """Finds the content of a cue where the cue lexicon says it stands."""

    def __init__(self, cues: Cues, speakers: Speakers) -> None:
        self.cues = cues
        self.speakers = speakers

    def content(
        self, tree: SpeechTree, word: int, entry: CueEntry, take: str, passive: bool,
        speaker: Speaker | None,
    ) -> list[int] | None:  # fmt: skip
        """The words that `word` puts in the source's mouth, or None where nothing of the kind `take` is there."""
        upos, xpos = tree.sentence.upos, tree.sentence.xpos
        if take == "clause":
            clauses = [kid for kid in tree.of(word, "ccomp") if not self._describes(tree, word, kid)]
            for part in tree.children[word]:
                if tree.lowered[part] in entry.rest:  # "let slip that"
                    clauses += tree.of(part, "ccomp")
            clauses += [kid for kid in tree.of(word, "csubj", "xcomp", "obj", "dep")
                        if tree.of(kid, "nsubj") and upos[kid] in ("VERB", "AUX", "ADJ")]  # fmt: skip
            if passive and not clauses:
                return None
            if clauses:
                return self.joined(tree, word, clauses)
            inserted = self._inserted(tree, word, entry, speaker)
            if inserted is not None:
                return inserted
            after = [kid for kid in tree.of(word, "parataxis") if kid > word and tree.clausal(kid)
                     and any(tree.sentence.words[mark] == ":" for mark in range(word, kid))]
            return self.joined(tree, word, after) if after else None
        if take == "infinitive":
            found = [kid for kid in tree.of(word, "xcomp") if (upos[kid] in ("VERB", "AUX") and xpos[kid] != "VBG")
                     or ("to" in tree.marks(kid) and tree.relation(kid) == "xcomp")]
            return self.joined(tree, word, found) if found and not passive else None
        if take == "gerund":
            after = [kid for kid in tree.of(word, "xcomp", "ccomp", "obj") if kid > word]
            found = [
                kid for kid in after if upos[kid] in ("VERB", "AUX")
                and any(xpos[part] == "VBG" for part in (kid, *tree.of(kid, "aux")))
            ]  # fmt: skip
            # "denied being behind the raid"
            found += [kid for kid in tree.of(word, "obl") if any(xpos[cop] == "VBG" for cop in tree.of(kid, "cop"))]
            return self.joined(tree, word, found) if found and not passive else None
        if take in ("object", "claimed"):
            return self._object(tree, word, entry, take, passive)
        if take == "describe":
            return self._described(tree, word, passive)
        if take == "accuse":
            return self._accused(tree, word, passive)
        if take == "seeming":
            found = [kid for kid in tree.of(word, "xcomp") if kid > word] or tree.of(word, "ccomp", "advcl")
            return self.joined(tree, word, [*tree.of(word, "nsubj"), *found]) if found and not passive else None
        if take == "ask":
            whom = tree.of(word, "obj", "iobj", "obl") if not passive else tree.of(word, "nsubj")
            found = [kid for kid in tree.of(word, "xcomp", "ccomp", "advcl") if "to" in tree.marks(kid) and kid > word]
            return self.joined(tree, word, found) if found and whom else None
        if take == "raised":
            if not passive:
                return None
            found = tree.of(word, "xcomp")
            if found:
                subjects = tree.of(word, "nsubj")
                return self.joined(tree, word, [*subjects, *found])
            expletive = tree.of(word, "expl") or [kid for kid in tree.of(word, "nsubj") if tree.lowered[kid] == "it"]
            found = tree.of(word, "ccomp", "csubj")
            return self.joined(tree, word, found) if found and expletive else None
        found = [kid for kid in tree.of(word, "obl", "advcl", "xcomp") if take in tree.marks(kid) and kid > word]
        return self.joined(tree, word, found) if found and not passive else None

    def _describes(self, tree: SpeechTree, word: int, clause: int) -> bool:
        """Whether a clause after a comma and "who" or "which" says more of what stands before it, and is not said."""
        first = min((kid for kid in tree.under(clause) if tree.sentence.upos[kid] != "PUNCT"), default=clause)
        relative = self.cues.pronouns["relative"] - {"that"}
        return first > word and tree.sentence.words[first - 1] == "," and tree.lowered[first] in relative

    def doer(
        self, tree: SpeechTree, word: int, entry: CueEntry, take: str, passive: bool, speaker: Speaker | None
    ) -> int | None:
        """Who did the deeds that the content names by nouns, as the source has it; None: the cue does not say."""
        own = speaker[0] if speaker else None
        if take == "claimed":
            return own
        if take == "accuse":
            objects = tree.of(word, "nsubj") if passive else tree.of(word, "obj")
            on = [*tree.of(word, "obl"), *(below for deed in objects for below in tree.of(deed, "nmod"))]
            at = [kid for kid in on if "at" in tree.marks(kid)]  # "pointed the finger at the league"
            blamed = [kid for kid in on if "on" in tree.marks(kid)]  # "blamed the raid on the league"
            if any(tree.lowered[kid] in entry.rest for kid in objects):
                objects = at
            elif self._blames(tree, word) and blamed:
                objects = blamed
            return objects[0] if objects else None
        if entry.cue_class != "denial":
            return None
        ties = any(tree.lowered[kid] in self.cues.deed_ties for kid in tree.of(word, "obj"))
        under = tree.of(word, "obl", "xcomp", "ccomp")
        behind = any("behind" in tree.marks(kid) and tree.of(kid, "cop") for kid in under)
        return own if ties or behind else None

    def deeds(self, tree: SpeechTree, word: int, take: str) -> list[int]:
        """The words right under an accusing `word` that say what somebody is accused of."""
        marks = {"of", "for", "over", "with"}
        near = [*tree.of(word, "obl", "advcl", "nmod", "xcomp", "ccomp"),
                *(below for kid in tree.of(word, "obj", "obl") for below in tree.of(kid, "nmod", "acl"))]  # fmt: skip
        if self._blames(tree, word) and any("on" in tree.marks(kid) for kid in near):
            return tree.of(word, "obj", "nsubj")
        return [kid for kid in near if tree.marks(kid) & marks]

    def _blames(self, tree: SpeechTree, word: int) -> bool:
        return tree.sentence.lemmas[word].lower() in ("blame", "pin")

    def _inserted(
        self, tree: SpeechTree, word: int, entry: CueEntry, speaker: Speaker | None
    ) -> list[int] | None:
        """The sentence around "…, officials said, …" or "as officials put it"."""
        head, sentence = tree.sentence.heads[word], tree.sentence
        objects = [kid for kid in tree.of(word, "obj", "xcomp") if tree.lowered[kid] not in entry.rest]
        if head < 0 or speaker is None or objects or self.speakers.negated(tree, word):
            return None
        relation = tree.relation(word)
        if relation == "advcl" and "as" in tree.marks(word):
            return self.without(tree.under(head, word), tree, speaker)
        if not tree.of(word, "nsubj"):
            return None
        first = min(word, *speaker[1])
        apart = first == 0 or sentence.upos[first - 1] == "PUNCT"
        if not apart or relation not in ("parataxis", "advcl", "acl", "conj", "dep") or tree.of(word, "mark", "cc"):
            return None
        relative = self.cues.pronouns["relative"]
        if relation == "acl" and any(tree.lowered[kid] in relative for kid in tree.children[word]):
            return None
        top = head
        while relation != "parataxis" and sentence.heads[top] >= 0:
            top = sentence.heads[top]
        beside = [kid for kid in tree.of(top, "parataxis", "conj") if kid != word and self.apart(tree, top, kid)]
        beside += tree.of(word, "parataxis", "conj")
        beside += [kid for kid in tree.of(top, "advcl") if self.speakers.speaks_on(tree, kid)]
        return self.without(tree.under(top, word, *beside), tree, speaker)

    def joined(self, tree: SpeechTree, word: int, branches: Iterable[int]) -> list[int]:
        """All that hangs on `branches`, but for other speech beside them: "said it fled and added that …"."""
        branches = list(branches)
        clauses = [branch for branch in branches if tree.relation(branch) == "ccomp"]
        leave = [
            kid for branch in clauses for kid in tree.of(branch, "conj", "parataxis")
            if self.speakers.speaks_on(tree, kid) or self.apart(tree, branch, kid)
        ]  # fmt: skip
        xpos, words = tree.sentence.xpos, tree.sentence.words
        for kid in tree.of(word, "conj"):  # "claims it pays them and may have armed them": hung on "claims"
            modal = any(xpos[aux] == "MD" or words[aux].lower() == "had" for aux in tree.of(kid, "aux"))
            if modal and not tree.of(kid, "nsubj") and any(branch < kid for branch in clauses):
                branches.append(kid)
        leave += [kid for branch in clauses for kid in self._outside(tree, branch)]
        return sorted({below for branch in branches for below in tree.under(branch, word, *leave)})

    def _outside(self, tree: SpeechTree, branch: int) -> list[int]:
        """What hangs in the content and is not of it: the report's ", which nobody saw", a source's ", adding that"."""
        words = tree.sentence.words
        found = []
        for clause in tree.under(branch):
            if tree.relation(clause) == "advcl" and self.speakers.speaks_on(tree, clause):
                found.append(clause)
            if tree.sentence.relations[clause] == "acl:relcl" and (tree.index, clause) not in self.speakers.quoted:
                start = min(tree.under(clause))
                if "," in words[max(start - 1, 0) : start + 1]:
                    found.append(clause)
        return found

    def apart(self, tree: SpeechTree, branch: int, kid: int) -> bool:
        """Whether `kid` opens a clause of its own beside `branch`: after a semicolon, or with another who speaks."""
        if not tree.of(kid, "nsubj") or (tree.index, kid) in self.speakers.quoted:
            return False
        if any(tree.sentence.words[word] == ";" for word in range(branch, kid)):
            return True
        entries = self.cues.entries.get((tree.lowered[kid], "verb"), ())
        return any(entry.cue_class != "attitude" for entry in entries) and bool(tree.of(kid, "ccomp", "xcomp"))

    def without(self, words: list[int], tree: SpeechTree, speaker: Speaker) -> list[int]:
        gone = set(speaker[1])
        return [word for word in words if word not in gone]

    def _object(self, tree: SpeechTree, word: int, entry: CueEntry, take: str, passive: bool) -> list[int] | None:
        found = tree.of(word, "nsubj") if passive else tree.of(word, "obj")
        if not found and not passive:  # "laughed off the boast", with "off" taken for the preposition of the boast
            found = [kid for kid in tree.of(word, "obl") if tree.marks(kid) & set(entry.rest)]
        if tree.of(word, "iobj"):
            return None  # "deny the enemy a haven"
        if take == "claimed" and any(tree.lowered[kid] in entry.rest for kid in found):  # "responsibility for"
            below = [*tree.children[word], *(kid for deed in found for kid in tree.children[deed])]
            found = [kid for kid in below if "for" in tree.marks(kid)]
        relative = [kid for kid in found if tree.lowered[kid] in self.cues.pronouns["relative"]]
        head = tree.sentence.heads[word]
        if relative or not found:
            clause = tree.sentence.relations[word]
            gap = (clause == "acl:relcl" and (relative or not passive)) or (clause == "acl" and passive)
            if not gap or head < 0 or tree.sentence.upos[head] not in ("NOUN", "PROPN"):
                return None
            return tree.under(head, word)
        found = [kid for kid in found if tree.sentence.upos[kid] not in ("PRON", "DET") or tree.of(kid, "acl")]
        return self.joined(tree, word, found) if found else None

    def _described(self, tree: SpeechTree, word: int, passive: bool) -> list[int] | None:
        what = tree.of(word, "nsubj") if passive else tree.of(word, "obj")
        as_what = [kid for kid in tree.of(word, "xcomp", "obl", "advcl", "nmod")
                   if tree.relation(kid) == "xcomp" or "as" in tree.marks(kid)]
        for kid in what:
            as_what += [below for below in tree.of(kid, "nmod", "obl") if "as" in tree.marks(below)]
        return self.joined(tree, word, [*what, *as_what]) if what and as_what else None

    def _accused(self, tree: SpeechTree, word: int, passive: bool) -> list[int] | None:
        whom = tree.of(word, "nsubj") if passive else tree.of(word, "obj")
        # "blamed the raid on the league": the deed is the object.
        if self._blames(tree, word):
            on = [kid for kid in (*tree.of(word, "obl"), *(below for deed in whom for below in tree.of(deed, "nmod")))
                  if "on" in tree.marks(kid)]
            if on:
                return self.joined(tree, word, [*whom, *on])
        deeds = [kid for kid in tree.of(word, "obl", "advcl", "nmod", "xcomp", "ccomp")
                 if tree.marks(kid) & {"of", "for", "over", "with"} and kid > word]
        # "accused the army and its allies of burning": the deed may hang on the last of several accused.
        for kid in (*whom, *(late for first in whom for late in tree.of(first, "conj")), *tree.of(word, "obl")):
            deeds += [below for below in tree.of(kid, "nmod", "acl")
                      if (tree.marks(below) & {"of", "for", "over"} and tree.sentence.xpos[below] == "VBG") or
                      (tree.relation(below) == "nmod" and "for" in tree.marks(below))]
        return self.joined(tree, word, [*whom, *deeds]) if deeds and (whom or passive) else None
