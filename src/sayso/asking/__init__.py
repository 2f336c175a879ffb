"""Questions in the domain's words: claims, findings, actors, dossiers, and where a claim comes from."""

from sayso.asking.ach import ach
from sayso.asking.clocks import Clock, When
from sayso.asking.contradictions import contradictions
from sayso.asking.dossier import dossier
from sayso.asking.network import network
from sayso.asking.news import news
from sayso.asking.protection import Unmasking
from sayso.asking.questions import (
    Explanation,
    actors,
    changes,
    check,
    claims,
    documents,
    events,
    explain,
    findings,
    judge,
    judgements,
    rename,
    reviews,
    troubles,
)
from sayso.asking.reviewing import agreement, review
from sayso.asking.sources import sources
from sayso.asking.timeline import timeline

__all__ = [
    "Clock", "Explanation", "Unmasking", "When", "ach", "actors", "agreement", "changes", "check", "claims",
    "contradictions", "documents", "dossier", "events", "explain", "findings", "judge", "judgements", "network", "news",
    "rename", "review", "reviews", "sources", "timeline", "troubles",
]  # fmt: skip
