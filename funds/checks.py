"""What an installation may get wrong about the books, told before anything starts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml
from django.core.checks import CheckMessage, Error, register

from funds.reads.financial_statements import layouts
from funds.rules.financial_statements import INTERNAL, Layout, LayoutFault
from funds.services.load_chart import read_chart


@register
def statement_layouts(**_given: Any) -> list[CheckMessage]:
    """The layout file of the financial statements reads, and names only subjects of the chart."""
    try:
        found = layouts()
    except (OSError, yaml.YAMLError, LayoutFault, AttributeError, KeyError, TypeError) as fault:
        return [Error(f"The layout file of the financial statements: {fault}", id="funds.E001")]
    return [
        Error(
            f"The layout file of the financial statements, {layout.name}: no subject {role}", id="funds.E002"
        )
        for layout in found.values()
        for role in sorted(set(_named(layout)) - {*read_chart(), INTERNAL})
    ]


def _named(layout: Layout) -> Iterator[str]:
    for line in (*layout.balance_sheet, *layout.income_expenditure):
        for _sign, role in (*line.roles, *line.contrary):
            yield role
    yield from layout.personal
    yield from layout.close_to.values()
    for pair in layout.eliminations:
        yield from (pair.debit, pair.credit)
