"""A county's month (or year) in figures: what is watched, published and assessed, each read one way only.

``INDICATORS[code].read(area, insutype, county, period)`` gives a :class:`Reading`: the value with numerator and
denominator, where it comes from, and a page with the figures behind it. ``county`` None: the whole area. ``period`` is
a :class:`config.periods.Month` or a year (its state at the end of December). ``insutype`` does not matter to an
indicator that is not ``by_scheme``. No data is None, never zero. The reader's scope must cover what is asked.
"""

from .facts import Facts, Period
from .reading import COUNT, FEN, MONTHS, RATIO, Reading
from .registry import INDICATORS, Indicator, read_all

__all__ = [
    "COUNT",
    "FEN",
    "INDICATORS",
    "MONTHS",
    "RATIO",
    "Facts",
    "Indicator",
    "Period",
    "Reading",
    "read_all",
]
