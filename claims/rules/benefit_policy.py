"""A ``benefits`` section made ready for settling: the terms of a bill, found once per kind of bill.

The tables are asked only for combinations of facts not met before; a city's year has a few hundred of
them, so settling a bill costs one dictionary look-up and integer arithmetic.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar

from institutions.rules.policy_package import Given, SectionAt
from institutions.rules.policy_tables import PolicyGap, Range, Table

from .benefit_schema import BAND, COVERED, FIELDS, NO_BENEFIT, READ
from .facts import FEE_KINDS, BillFacts
from .splitting import FeeRules

_REMEMBERED = 200_000

G = TypeVar("G", Given, Given | None)


class Limit(NamedTuple):
    """A ceiling as it meets one kind of bill.

    ``counter`` is the person's counter of the year it draws on; empty for a ceiling on the single bill.
    """

    name: str
    counter: str
    amount: int
    given: Given
    legacy: tuple[int, int] | None = None
    legacy_given: Given | None = None


class Terms(NamedTuple):
    """Everything the policy says about one kind of bill; amounts in fen, ratios in ten-thousandths."""

    benefit: str
    benefit_given: Given
    tier: Given
    refusal: str
    covered: Given | None
    deductible: int
    deductible_given: Given | None
    deductible_counter: str
    ratio: int
    ratio_given: Given | None
    adjustments: tuple[tuple[str, Given], ...]
    bands: tuple[tuple[Range, int], ...]
    band_start: str
    scope_counter: str
    fixed: int | None
    fixed_given: Given | None
    further: int
    further_given: Given | None
    limits: tuple[Limit, ...]
    scope_limits: tuple[Limit, ...]
    fees: FeeRules | None


@dataclass(frozen=True)
class BenefitPolicy:
    """The benefits of one scheme, unchanging over a segment of days. Made by :func:`compile_benefits`.

    ``versions`` are the database versions behind it, for settlements to pin; the area's own comes last.
    """

    scheme: str
    section: SectionAt
    key_of: Callable[[BillFacts], Any]
    versions: tuple[int, ...] = ()
    remembered: dict[Any, Terms] = field(default_factory=dict, repr=False, compare=False)

    def terms(self, facts: BillFacts) -> Terms:
        """What the policy says about this kind of bill; raises ``PolicyGap`` where it says nothing."""
        key = self.key_of(facts)
        terms = self.remembered.get(key)
        if terms is None:
            if len(self.remembered) >= _REMEMBERED:
                self.remembered.clear()
            terms = self.remembered[key] = _Reader(self.section, facts).terms()
        return terms


def compile_benefits(section: SectionAt, scheme: str, versions: tuple[int, ...] = ()) -> BenefitPolicy:
    """The section ready for ``settle``; nothing is looked up until a bill asks."""
    used = {"med_type"}
    for name, given in section.given.items():
        if isinstance(given.value, Table):
            used |= set(given.value.by)
        if name.endswith(".each"):
            used |= set(given.value)
        if name.endswith(".per") and given.value in READ:
            used.add(given.value)
    fields = sorted({one for name in used for one in _fields(name)})
    return BenefitPolicy(scheme, section, attrgetter(*fields), versions)


def _fields(dimension: str) -> tuple[str, ...]:
    return FIELDS.get(dimension, (dimension,))


class _Reader:
    """Reads one section for one kind of bill."""

    def __init__(self, section: SectionAt, facts: BillFacts) -> None:
        self.section = section
        self.facts = facts
        self.tier = section.require("tier").cell(self._fact)

    def _fact(self, name: str) -> Any:
        if name == "tier":
            return self.tier.value
        return READ[name](self.facts)

    def _cell(self, parameter: str, fact: Callable[[str], Any] | None = None) -> Given | None:
        given = self.section.get(parameter)
        return None if given is None else given.cell(fact or self._fact)

    def _own(self, benefit: str, suffix: str) -> Given | None:
        """A benefit's parameter, taken over from the benefit it is ``like`` when it does not write it."""
        seen: set[str] = set()
        while benefit not in seen:
            seen.add(benefit)
            found = self._cell(f"{benefit}.{suffix}")
            if found is not None:
                return found
            like = self.section.get(f"{benefit}.like")
            if like is None:
                return None
            benefit = str(like.value)
        return None

    def _plain(self, benefit: str, suffix: str, default: Any) -> Any:
        found = self._own(benefit, suffix)
        return default if found is None else found.value

    def terms(self) -> Terms:
        chosen = self._cell("benefit")
        if chosen is None:
            raise PolicyGap(f"{self.section.name}: no value for benefit")
        benefit = str(chosen.value)
        covered = None if benefit == NO_BENEFIT else self._own(benefit, "covered")
        title = self.section.get(f"{benefit}.title")
        refusal = "no_benefit" if benefit == NO_BENEFIT else ""
        if covered is not None and covered.value != COVERED:
            refusal = str(covered.value)
        return Terms(
            benefit=benefit,
            benefit_given=chosen if title is None else chosen._replace(title=str(title.value)),
            tier=self.tier,
            refusal=refusal,
            covered=covered,
            **self._payment("" if refusal else benefit),
            fees=self._fees(),
        )

    def _payment(self, benefit: str) -> dict[str, Any]:
        per = self._own(benefit, "deductible.per")
        deductible = _also(self._own(benefit, "deductible"), per)
        shares = self._plain(benefit, "cumulates_with", benefit)
        per_year = per is not None and per.value == "year"
        ratio, bands, adjustments = self._ratio(benefit)
        fixed, further = self._own(benefit, "fixed"), self._own(benefit, "fixed.further_child")
        limits, scope_limits = self._limits(benefit)
        if benefit and fixed is None and ratio is None:
            raise PolicyGap(f"{self.section.name}: no ratio for {benefit}")
        band_start = self._plain(benefit, "band.measures", "bill_in_scope") if bands else ""
        return {
            "deductible": 0 if deductible is None else deductible.value,
            "deductible_given": deductible,
            "deductible_counter": f"deductible:{shares}" if per_year and deductible is not None else "",
            "ratio": 0
            if bands or ratio is None
            else _within(ratio.value + sum(g.value for _n, g in adjustments)),
            "ratio_given": ratio,
            "adjustments": adjustments,
            "bands": bands,
            "band_start": band_start,
            "scope_counter": f"in_scope:{shares}" if band_start == "year_in_scope" else "",
            "fixed": None if fixed is None else fixed.value,
            "fixed_given": fixed,
            "further": 0 if further is None else further.value,
            "further_given": further,
            "limits": limits,
            "scope_limits": scope_limits,
        }

    def _ratio(
        self, benefit: str
    ) -> tuple[Given | None, tuple[tuple[Range, int], ...], tuple[tuple[str, Given], ...]]:
        owner = self._owner(benefit, "ratio")
        given = self.section.get(f"{owner}.ratio")
        if given is None:
            return None, (), ()
        adjustments = tuple((name, cell) for name, cell in self._adjustments(benefit) if cell.value != 0)
        points = sum(cell.value for _name, cell in adjustments)
        if isinstance(given.value, Table) and BAND in given.value.by:
            bands = tuple(
                (span, _within(value + points)) for span, value in given.value.bands(self._fact, BAND)
            )
            if len(bands) > 1:
                return given, bands, adjustments
            return given.at(bands[0][1] - points), (), adjustments
        return self._cell(f"{owner}.ratio"), (), adjustments

    def _owner(self, benefit: str, suffix: str) -> str:
        seen: set[str] = set()
        while f"{benefit}.{suffix}" not in self.section.given and benefit not in seen:
            seen.add(benefit)
            like = self.section.get(f"{benefit}.like")
            if like is None:
                break
            benefit = str(like.value)
        return benefit

    def _adjustments(self, benefit: str) -> list[tuple[str, Given]]:
        """Own adjustments and those taken over, each name once."""
        found: dict[str, Given] = {}
        seen: set[str] = set()
        while benefit and benefit not in seen:
            seen.add(benefit)
            for name in self.section.given:
                if name.startswith(f"{benefit}.adjust."):
                    cell = self._cell(name)
                    if cell is not None:
                        found.setdefault(name.rpartition(".")[2], cell)
            like = self.section.get(f"{benefit}.like")
            benefit = "" if like is None else str(like.value)
        return sorted(found.items())

    def _limits(self, benefit: str) -> tuple[tuple[Limit, ...], tuple[Limit, ...]]:
        paid: list[Limit] = []
        scope: list[Limit] = []
        for parameter, given in self.section.given.items():
            if parameter.startswith("limit.") and parameter.endswith(".benefits") and benefit in given.value:
                name = parameter.split(".")[1]
                measured = self.section.value(f"limit.{name}.measures", "paid")
                (paid if measured == "paid" else scope).append(self._limit(name))
        return tuple(paid), tuple(scope)

    def _limit(self, name: str) -> Limit:
        amount = self._cell(f"limit.{name}.amount")
        if amount is None:
            raise PolicyGap(f"{self.section.name}: no value for limit.{name}.amount")
        per = self.section.value(f"limit.{name}.per", "year")
        parts = [name, *(str(self._fact(one)) for one in self.section.value(f"limit.{name}.each", ()) or ())]
        if per in ("quarter", "month"):
            parts.append(f"{per[0].upper()}{self._fact(per)}")
        first, last = (self.section.get(f"limit.{name}.legacy.{end}_year") for end in ("first", "last"))
        legacy = None if first is None or last is None else (first.value, last.value)
        amount = _also(amount, self.section.get(f"limit.{name}.benefits"))
        return Limit(name, "" if per == "bill" else ":".join(parts), amount.value, amount, legacy, first)

    def _fees(self) -> FeeRules | None:
        share = self.section.get("fees.first_share")
        if share is None:
            return None

        def shares_of(kind: str) -> Given | None:
            return self._cell(
                "fees.first_share", lambda name: kind if name == "fee_kind" else self._fact(name)
            )

        shares = {kind: int(cell.value) for kind in FEE_KINDS if (cell := shares_of(kind))}
        imported = self.section.get("fees.imported.settled_as") or share.at("imported_material")
        purchase = self.section.get("fees.imported.purchase_share") or share.at(0)
        return FeeRules(shares, imported.value, purchase.value, share.at(None), imported, purchase)


def _also(given: G, other: Given | None) -> G:
    """``given`` with what is assumed about ``other``: both are behind the number a clerk sees."""
    if given is None or other is None or not other.assumed or other.assumed == given.assumed:
        return given
    return given._replace(assumed="；".join(text for text in (given.assumed, other.assumed) if text))


def _within(ratio: int) -> int:
    return max(0, min(10_000, ratio))


def year_share(balance: int, first: int, last: int, year: int) -> int:
    """The part of a legacy balance that belongs to ``year``: equal parts, odd fen to the earliest years."""
    if balance <= 0 or not first <= year <= last:
        return 0
    each, odd = divmod(balance, last - first + 1)
    return each + (1 if year - first < odd else 0)
