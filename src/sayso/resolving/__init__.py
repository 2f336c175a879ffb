"""Which actors of which reports are the same, by rules that can be shown and judgements that can be undone."""

from sayso.resolving.claims import settled
from sayso.resolving.kinship import kinship
from sayso.resolving.names import normal, skeleton
from sayso.resolving.power import told_of
from sayso.resolving.register import Register, resolve

__all__ = ["Register", "kinship", "normal", "resolve", "settled", "skeleton", "told_of"]
