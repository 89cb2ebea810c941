"""Files exchanged with other offices: their layouts, how they are read and how they are written."""

from . import incoming, layouts

__all__ = ["incoming", "layouts"]
