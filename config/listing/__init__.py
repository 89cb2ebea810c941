"""Lists: filter bar, sorting by indexed columns, keyset paging, capped count, totals, columns, export, print.

A list page is a class with columns and filters and one line of view; see ``docs/pages.md``.
"""

from .filters import ChoiceFilter, DayField, DaysFilter, FlagFilter, MonthField, MonthFilter, TextFilter
from .lists import Action, Listing
from .tables import Column, Table

__all__ = [
    "Action",
    "ChoiceFilter",
    "Column",
    "DayField",
    "DaysFilter",
    "FlagFilter",
    "Listing",
    "MonthField",
    "MonthFilter",
    "Table",
    "TextFilter",
]
