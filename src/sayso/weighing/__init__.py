"""On how many independent voices a claim rests: parties, roots, grades and findings, always with their reasons."""

from sayso.weighing.findings import figures_clash, findings
from sayso.weighing.parties import Parties, parties_of
from sayso.weighing.sentences import proposition

__all__ = ["Parties", "figures_clash", "findings", "parties_of", "proposition"]
