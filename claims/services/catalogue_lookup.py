"""The catalogue of an area on a day, for a block of bills at once: a few queries, whatever the number of lines.

What a settlement pins (version number, answers of institutions' own codes) gives the same answers for ever,
because rows of a version in force never change.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from django.db import connection
from django.db.models import QuerySet

from claims.models import CatalogueItem, CatalogueVersion
from claims.rules.catalogue import Found, Row, Terms, in_order, terms_on
from claims.rules.pricing import (
    PricedBill,
    PricedLine,
    SentLine,
    as_sent,
    by_catalogue,
    outside_catalogue,
)
from institutions.models import PoolingArea

OwnCodes = Mapping[str, str]
_TERMS = Terms._fields


class InForce(NamedTuple):
    """A version in force; ``complete_from`` as on the version."""

    pk: int
    area_id: int
    insutype: str
    number: int
    complete_from: dt.date | None


class View(NamedTuple):
    """The catalogue of one area and scheme: layers by version, the highest number, since when it is complete."""

    layers: dict[int, int]
    number: int
    complete_from: dt.date | None


class CatalogueReader:
    """Reads catalogue rows by code and keeps them; ``upto`` looks at the catalogue as it stood at that version."""

    def __init__(self, upto: int | None = None) -> None:
        self._upto = upto
        self._parents = dict(PoolingArea.objects.values_list("pk", "parent_id"))
        self._versions: tuple[InForce, ...] = ()
        self._views: dict[tuple[int, str], View] = {}
        self._rows: dict[str, list[tuple[int, Row]]] = {}
        self._ordered: dict[tuple[int, str, str], tuple[Row, ...]] = {}
        self._meanings: dict[tuple[int, str], list[tuple[dt.date, dt.date | None, str]]] = {}
        self.refresh()

    def refresh(self) -> None:
        """See versions put in force since; one query. Own codes may have been corrected: they are asked anew."""
        found = CatalogueVersion.objects.filter(state=CatalogueVersion.State.IN_FORCE).order_by("number")
        if self._upto is not None:
            found = found.filter(number__lte=self._upto)
        versions = tuple(map(InForce._make, found.values_list(*InForce._fields)))
        self._meanings = {}
        if versions != self._versions:
            self._versions = versions
            self._views, self._rows, self._ordered = {}, {}, {}

    def view(self, area_id: int, insutype: str) -> View:
        """What of the versions concerns bills of a scheme in an area."""
        key = (area_id, insutype)
        if key not in self._views:
            self._views[key] = self._look(area_id, insutype)
        return self._views[key]

    def _look(self, area_id: int, insutype: str) -> View:
        line = self._lineage(area_id)
        mine = [one for one in self._versions if one.area_id in line and one.insutype in ("", insutype)]
        layers = {one.pk: 2 * line.index(one.area_id) + (not one.insutype) for one in mine}
        complete = [one.complete_from for one in mine if one.complete_from is not None]
        return View(layers, max((one.number for one in mine), default=0), min(complete, default=None))

    def _lineage(self, area_id: int) -> list[int]:
        line: list[int] = []
        at: int | None = area_id
        while at is not None and at not in line:
            line.append(at)
            at = self._parents.get(at)
        return line

    def load(self, codes: Iterable[str]) -> None:
        """Read the rows of codes not read before; one query."""
        missing = [code for code in dict.fromkeys(codes) if code not in self._rows]
        if not missing or not self._versions:
            return
        self._rows.update({code: [] for code in missing})
        self._read(CatalogueItem.objects.filter(med_list_codg__in=missing))

    def load_everything(self) -> None:
        """Read every row of every version: for merging whole catalogues."""
        self._rows, self._ordered = defaultdict(list), {}
        self._read(CatalogueItem.objects.all())

    @property
    def codes(self) -> list[str]:
        """The codes that were read."""
        return list(self._rows)

    def _read(self, items: QuerySet[CatalogueItem]) -> None:
        numbers = {one.pk: one.number for one in self._versions}
        rows = items.filter(version__in=numbers)
        for code, version, change, period, *terms in rows.values_list(
            "med_list_codg", "version_id", "change", "period", *_TERMS
        ):
            row = Row(0, numbers[version], change, period.lower, period.upper, Terms(*terms))
            self._rows[code].append((version, row))

    def rows(self, area_id: int, insutype: str, code: str) -> tuple[Row, ...]:
        """The dated rows of a loaded code that concern an area's bills of a scheme, in the order of asking."""
        key = (area_id, insutype, code)
        if code not in self._rows:
            return ()
        if key not in self._ordered:
            layers = self.view(area_id, insutype).layers
            found = self._rows[code]
            self._ordered[key] = in_order(
                row._replace(layer=layers[version]) for version, row in found if version in layers
            )
        return self._ordered[key]

    def terms(self, area_id: int, insutype: str, code: str, day: dt.date) -> Found | None:
        return terms_on(self.rows(area_id, insutype, code), day)

    def load_lines(self, lines: Iterable[Sequence[SentLine]]) -> None:
        """Everything the lines of a block of bills may ask: at most three queries."""
        if not self._versions:
            return
        sent = [line for of_bill in lines for line in of_bill]
        self.load(line.med_list_codg for line in sent)
        strange = {
            (line.institution, line.own_code) for line in sent if not self._rows.get(line.med_list_codg)
        }
        self._load_meanings(strange - self._meanings.keys())
        self.load(code for pair in strange for _start, _end, code in self._meanings.get(pair, ()) if code)

    def _load_meanings(self, pairs: set[tuple[int, str]]) -> None:
        if not pairs:
            return
        found: dict[tuple[int, str], list[tuple[dt.date, dt.date | None, str]]] = defaultdict(list)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT c.institution_id, c.medins_list_codg, lower(c.period), upper(c.period), c.med_list_codg"
                " FROM unnest(%s::bigint[], %s::text[]) AS asked (institution, code) JOIN claims_institutioncode c"
                " ON c.institution_id = asked.institution AND c.medins_list_codg = asked.code",
                [[one for one, _code in pairs], [code for _one, code in pairs]],
            )
            for institution, own, start, end, code in cursor:
                found[institution, own].append((start, end, code))
        self._meanings.update({pair: found[pair] for pair in pairs})

    def _meaning(self, line: SentLine, day: dt.date) -> str | None:
        """The national code an institution's own code stands for on a day; "" for none, None when nobody said."""
        for start, end, code in self._meanings.get((line.institution, line.own_code), ()):
            if start <= day and (end is None or day < end):
                return code
        return None

    def price(
        self,
        area_id: int,
        insutype: str,
        day: dt.date,
        level: str,
        lines: Sequence[SentLine],
        mapped: OwnCodes | None = None,
    ) -> PricedBill:
        """The lines of one bill; ``mapped`` are pinned answers, asked instead of the institution's codes."""
        view = self.view(area_id, insutype)
        if not view.number:
            return PricedBill(tuple(PricedLine(line, as_sent(line)) for line in lines))
        complete = view.complete_from is not None and view.complete_from <= day
        priced: list[PricedLine] = []
        unknown: list[SentLine] = []
        asked: dict[str, str] = {}
        for line in lines:
            found = self.terms(area_id, insutype, line.med_list_codg, day)
            if found is not None:
                priced.append(by_catalogue(line, line.med_list_codg, found, level))
                continue
            meaning = self._meaning(line, day) if mapped is None else mapped.get(line.own_code)
            found = self.terms(area_id, insutype, meaning, day) if meaning else None
            if meaning is not None and (found is not None or not meaning):
                asked[line.own_code] = meaning
            if found is not None and meaning:
                priced.append(by_catalogue(line, meaning, found, level))
            elif meaning == "":
                priced.append(outside_catalogue(line))
            elif complete:
                unknown.append(line)
            else:
                priced.append(PricedLine(line, as_sent(line)))
        return PricedBill(tuple(priced), tuple(unknown), tuple(sorted(asked.items())), view.number)
