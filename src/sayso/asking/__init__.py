"""Questions in the domain's words: claims, findings, actors, dossiers, and where a claim comes from."""

from sayso.asking.dossier import dossier
from sayso.asking.questions import Explanation, actors, claims, events, explain, findings, judge

__all__ = ["Explanation", "actors", "claims", "dossier", "events", "explain", "findings", "judge"]
