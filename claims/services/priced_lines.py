"""Fee lines of settled bills, priced by exactly the catalogue that their settlements name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from claims.models import Settlement
from claims.rules.pricing import NO_LINES, PricedBill, PricedLine, SentLine, as_sent

from .bill_facts import Circumstances, unpinned
from .catalogue_lookup import CatalogueReader


class PricedBy(NamedTuple):
    """What a settlement pins of the catalogue, and whose it was."""

    version: int
    area_id: int
    insutype: str
    day: dt.date
    beside: Circumstances


class PastCatalogues:
    """The catalogue as it stood at the versions that settlements name; each is read once."""

    def __init__(self) -> None:
        self._readers: dict[int, CatalogueReader] = {}

    def load(self, bills: Iterable[tuple[int, Sequence[SentLine], Circumstances]]) -> None:
        """Read what the lines of many bills ask, each with its version: one query for each version."""
        codes: dict[int, list[str]] = {}
        for version, lines, beside in bills:
            if version and lines:
                asked = codes.setdefault(version, [])
                asked += [line.med_list_codg for line in lines]
                asked += [code for _own, code in beside.mapped if code]
        for version, asked in codes.items():
            self._reader(version).load(asked)

    def price(self, by: PricedBy, lines: Sequence[SentLine]) -> PricedBill:
        """The same items that were settled, with the pinned meanings of own codes."""
        if not lines:
            return NO_LINES
        if not by.version:
            return PricedBill(tuple(PricedLine(line, as_sent(line)) for line in lines))
        self.load([(by.version, lines, by.beside)])
        reader = self._reader(by.version)
        return reader.price(by.area_id, by.insutype, by.day, by.beside.level, lines, dict(by.beside.mapped))

    def _reader(self, version: int) -> CatalogueReader:
        if version not in self._readers:
            self._readers[version] = CatalogueReader(upto=version)
        return self._readers[version]


def priced_as_settled(settlement: Settlement, lines: Sequence[SentLine]) -> PricedBill:
    """The lines of one settled bill."""
    by = PricedBy(
        settlement.catalogue_version,
        settlement.insu_county.area_id,
        settlement.insutype,
        settlement.policy_date,
        unpinned(settlement.circumstances),
    )
    return PastCatalogues().price(by, lines)
