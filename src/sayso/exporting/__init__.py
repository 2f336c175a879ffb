"""What leaves sayso: records as plain rows, and one file per format."""

from sayso.exporting.formats import Exporter, exporter, exporter_names
from sayso.exporting.rows import flat, row

__all__ = ["Exporter", "exporter", "exporter_names", "flat", "row"]
