"""On how many independent voices a claim rests: parties, roots, grades and findings, always with their reasons."""

from sayso.weighing.contradictions import contradictions
from sayso.weighing.figures import figures_clash
from sayso.weighing.findings import findings
from sayso.weighing.parties import Parties, parties_of
from sayso.weighing.places import Geography
from sayso.weighing.roots import one_voice
from sayso.weighing.rulings import Ruling, Rulings
from sayso.weighing.sentences import proposition

__all__ = [
    "Geography", "Parties", "Ruling", "Rulings", "contradictions", "figures_clash", "findings", "one_voice",
    "parties_of", "proposition",
]  # fmt: skip
