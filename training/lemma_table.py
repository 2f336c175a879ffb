"""Build `src/sayso/reading/syntax/data/lemmas.tsv`: irregular forms and the verbs and nouns that decide a suffix.

    python -m training.lemma_table --bench ../shared/bench

Sources: `irregular.txt` beside this file; UD English EWT train and GUM-open train (CC BY-SA 4.0, CC BY, public domain);
lemmas of PropBank (CC BY-SA 4.0). The table is offered under CC BY-SA 4.0. Built twice from the same files it is the
same file.
"""

from __future__ import annotations

import argparse
import collections
import itertools
import json
from pathlib import Path

from benchmarks.quality.treebanks import documents

from sayso.reading.syntax import lemmas

HERE = Path(__file__).parent.parent / "src/sayso/reading/syntax/data/lemmas.tsv"
OPEN = {"NOUN", "VERB", "ADJ", "ADV"}  # here the list by hand wins: treebanks have slips (`fled` of `flead`)
HEAD = """\
# Irregular forms (tag, word, lemma) and the words that decide a suffix. Built by training/lemma_table.py; CC BY-SA 4.0.
# From UD English EWT and GUM (universaldependencies.org) and PropBank (propbank.github.io), all CC BY-SA 4.0 or freer.
"""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--bench", type=Path, required=True)
    options.add_argument("--out", type=Path, default=HERE)
    asked = options.parse_args()
    seen = collections.defaultdict[tuple[str, str, str, str], collections.Counter[str]](collections.Counter)
    for path in ("ud/en_ewt-ud-train.conllu", "ud/gum_open/en_gum_open-ud-train.conllu"):
        for document in documents(asked.bench / path):
            for word in itertools.chain.from_iterable(document.columns):
                if "Typo=Yes" not in word[5]:
                    form = word[1].replace("’", "'")
                    seen[form.lower(), form, word[3], word[4]][word[2]] += 1
    verbs, nouns = set[str](), set[str]()
    for (_, _, upos, xpos), counts in seen.items():
        for lemma, count in counts.items():
            if upos == "VERB" and lemma.isalpha() and (count > 1 or xpos in ("VB", "VBP", "VBZ")):
                verbs.add(lemma.lower())
            if upos == "NOUN" and lemma.isalpha() and lemma.endswith(("se", "xe", "ze", "che", "she", "ie", "oe")):
                nouns.add(lemma.lower())
    with (asked.bench / "srl/propbank_frames.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            frame = json.loads(line)
            for pos, alias in frame["aliases"]:
                if pos == "v" and alias.isalpha():
                    verbs.add(alias.lower())
                if pos == "n" and alias.isalpha() and alias.endswith(("se", "xe", "ze", "che", "she", "ie", "oe")):
                    nouns.add(alias.lower())
    entries = dict[tuple[str, str], str]()
    for line in (Path(__file__).parent / "irregular.txt").read_text(encoding="utf-8").splitlines():
        tag, lemma, *forms = line.split()
        if tag != "#":
            entries.update({(tag, form): lemma for form in [*forms, *([lemma] if tag == "VERB" else [])]})
            if tag == "VERB":
                verbs.add(lemma)
    by_hand = frozenset(entries)
    lemmas._table = lambda: ({}, frozenset(verbs), frozenset(nouns))  # type: ignore[assignment]
    wanted = collections.defaultdict[tuple[str, str], collections.Counter[str]](collections.Counter)
    by_rule = collections.defaultdict[tuple[str, str], collections.Counter[bool]](collections.Counter)
    fine = collections.defaultdict[tuple[str, str], collections.Counter[str]](collections.Counter)
    ruled = collections.defaultdict[tuple[str, str], collections.Counter[bool]](collections.Counter)
    for (low, form, upos, xpos), counts in seen.items():
        for lemma, count in counts.items():
            right = lemmas.regular(form, upos, xpos) == lemma
            wanted[low, upos][lemma] += count
            by_rule[low, upos][right] += count
            fine[low, xpos][lemma] += count
            ruled[low, xpos][right] += count
    upos_of = collections.defaultdict[tuple[str, str], set[str]](set)
    for low, _, upos, xpos in seen:
        upos_of[low, xpos].add(upos)
    for key, counts in wanted.items():
        lemma, count = counts.most_common(1)[0]
        written = entries.get((key[1], key[0]))
        if lemma == "_" or key == ("jan", "PROPN"):  # the second half of a split word; a man's name
            continue
        if written is not None and (key[1] in OPEN or count <= 2 * counts[written]):
            continue
        if written is not None or (count > by_rule[key][True] and not (key[1] == "PROPN" and count < 3)):
            entries[key[1], key[0]] = lemma
    for (low, xpos), counts in fine.items():  # a Penn tag decides where the universal one does not (`found`, `saw`)
        lemma, count = counts.most_common(1)[0]
        tags = upos_of[low, xpos] if count > 1 else set()
        if len(tags) != 1 or lemma == "_" or low == "jan":
            continue
        (upos,) = tags
        if upos in OPEN and (upos, low) in by_hand:
            continue
        other = entries.get((upos, low))
        by_table = counts[other] if other is not None else ruled[low, xpos][True]
        if count > by_table and not (upos == "PROPN" and count < 3):
            entries[xpos, low] = lemma
    rows = [f"{tag}\t{low}\t{lemma}" for (tag, low), lemma in sorted(entries.items()) if " " not in low]
    words = [f"verbs\t{' '.join(sorted(verbs))}", f"nouns\t{' '.join(sorted(nouns))}"]
    asked.out.write_text(HEAD + "\n".join([*words, *rows]) + "\n", "utf-8")


if __name__ == "__main__":
    main()
