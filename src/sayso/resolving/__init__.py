"""Which actors of which reports are the same, by rules that can be shown and judgements that can be undone."""

from sayso.resolving.actors import resolve
from sayso.resolving.claims import settled
from sayso.resolving.names import normal, skeleton

__all__ = ["normal", "resolve", "settled", "skeleton"]
