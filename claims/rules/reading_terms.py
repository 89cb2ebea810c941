"""From a section's tables to the :class:`Terms` of one kind of bill."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from typing import Any, NamedTuple, TypeVar

from config.money import share
from institutions.rules.policy_package import Given, SectionAt
from institutions.rules.policy_tables import PolicyGap, Table

from .benefit_schema import COVERED, NO_BENEFIT, REPORTED
from .dimensions import BAND, NTH_STAY, READ, STAYS_TOLD, yes_no
from .facts import FEE_KINDS, BillFacts, is_stay
from .splitting import FeeRules
from .terms import Adjustments, Bands, ItemKey, ItemPoints, Layer, Limit, Terms

G = TypeVar("G", Given, Given | None)

MONTHS = 12
_PER_KEY = {"institution_year": "institution", "transfer_chain": "chain"}
_ITEMS: tuple[ItemKey, ...] = tuple(product(FEE_KINDS, (False, True), (False, True)))


class Rated(NamedTuple):
    """A ratio as it stands: one (``bands`` empty) or by band, with the points already in it."""

    given: Given | None
    ratio: int
    bands: Bands
    adjustments: Adjustments


class TermsReader:
    """Reads one section for one kind of bill; ``stays_before`` counts at most to the last that is told apart."""

    def __init__(
        self, section: SectionAt, facts: BillFacts, stays_before: int = 0, monthly_wage: Given | None = None
    ) -> None:
        self.section = section
        self.facts = facts
        self.stays_before = stays_before
        self.monthly_wage = monthly_wage
        self.tier = section.require("tier").cell(self._fact)

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
        account = self._cell("account.pays")
        payment = self._payment("" if refusal else benefit)
        return Terms(
            benefit=benefit,
            benefit_given=chosen if title is None else chosen._replace(title=str(title.value)),
            tier=self.tier,
            refusal=refusal,
            covered=covered,
            **payment,
            counts_stay=is_stay(self.facts.med_type) and payment["deductible_given"] is not None,
            fees=self._fees(),
            layers=() if refusal else tuple(self._layers(benefit)),
            account="none" if account is None else str(account.value),
            account_given=account,
            certificate=str(self._plain("" if refusal else benefit, "certificate", REPORTED)),
        )

    # --- Asking the section ---

    def _fact(self, name: str) -> Any:
        if name == "tier":
            return self.tier.value
        if name == NTH_STAY:
            return STAYS_TOLD[self.stays_before]
        return READ[name](self.facts)

    def _of_item(self, item: ItemKey) -> Callable[[str], Any]:
        kind, essential, procured = item
        own = {"fee_kind": kind, "essential": yes_no(essential), "procured": yes_no(procured)}
        return lambda name: own[name] if name in own else self._fact(name)

    def _cell(self, parameter: str, fact: Callable[[str], Any] | None = None) -> Given | None:
        given = self.section.get(parameter)
        return None if given is None else given.cell(fact or self._fact)

    def _lineage(self, benefit: str) -> Iterator[str]:
        """The benefit, the one it is ``like``, and so on."""
        seen: set[str] = set()
        while benefit and benefit not in seen:
            yield benefit
            seen.add(benefit)
            like = self.section.get(f"{benefit}.like")
            benefit = "" if like is None else str(like.value)

    def _own(self, benefit: str, suffix: str) -> Given | None:
        """A benefit's parameter, taken over from the benefit it is ``like`` when it does not write it."""
        for one in self._lineage(benefit):
            found = self._cell(f"{one}.{suffix}")
            if found is not None:
                return found
        return None

    def _plain(self, benefit: str, suffix: str, default: Any) -> Any:
        found = self._own(benefit, suffix)
        return default if found is None else found.value

    # --- What the basic fund pays ---

    def _payment(self, benefit: str) -> dict[str, Any]:
        shares = self._plain(benefit, "cumulates_with", benefit)
        rated = self._rated(benefit)
        fixed, further = self._own(benefit, "fixed"), self._own(benefit, "fixed.further_child")
        limits, scope_limits = self._limits(benefit)
        if benefit and fixed is None and rated.given is None:
            raise PolicyGap(f"{self.section.name}: no ratio for {benefit}")
        measures = self._plain(benefit, "band.measures", "bill_in_scope")
        return {
            **self._deductible(benefit, shares),
            "ratio": rated.ratio,
            "ratio_given": rated.given,
            "adjustments": rated.adjustments,
            "bands": rated.bands,
            "band_start": measures if rated.bands else "",
            # A bill of one ratio counts towards the year's bands as well.
            "scope_counter": f"in_scope:{shares}" if measures == "year_in_scope" else "",
            "item_points": tuple(self._item_points(benefit)),
            "fixed": None if fixed is None else fixed.value,
            "fixed_given": fixed,
            "fixed_per_day": self._plain(benefit, "fixed.per", "bill") == "day",
            "further": 0 if further is None else further.value,
            "further_given": further,
            "limits": limits,
            "scope_limits": scope_limits,
        }

    def _deductible(self, benefit: str, shares: str) -> dict[str, Any]:
        per = self._own(benefit, "deductible.per")
        factor = self._own(benefit, "deductible.factor")
        given = _also(self._standard(benefit), per)
        standard = 0 if given is None else given.value
        counted = "bill" if per is None or given is None else str(per.value)
        return {
            "deductible": standard if factor is None else share(standard, factor.value),
            "deductible_given": given,
            "deductible_factor": factor,
            "deductible_counter": "" if counted == "bill" else f"deductible:{shares}",
            "deductible_key": _PER_KEY.get(counted, ""),
        }

    def _standard(self, benefit: str) -> Given | None:
        """The deductible in fen; of two ways to write it that of the nearer benefit counts."""
        for one in self._lineage(benefit):
            amount = self._cell(f"{one}.deductible")
            if amount is not None:
                return amount
            of_wage = self._cell(f"{one}.deductible.of_wage")
            if of_wage is not None:
                if self.monthly_wage is None:
                    raise PolicyGap(f"{self.section.name}: no value for wages.provincial_mean")
                yearly = share(MONTHS * self.monthly_wage.value, of_wage.value)
                return _also(of_wage.at(yearly), self.monthly_wage)
        return None

    def _rated(self, benefit: str) -> Rated:
        owner = next((one for one in self._lineage(benefit) if f"{one}.ratio" in self.section.given), "")
        return self._ratio(f"{owner}.ratio", self._adjustments(self._lineage(benefit)))

    def _ratio(self, parameter: str, adjustments: Adjustments) -> Rated:
        given = self.section.get(parameter)
        if given is None:
            return Rated(None, 0, (), ())
        points = sum(cell.value for _name, cell in adjustments)
        if isinstance(given.value, Table) and BAND in given.value.by:
            bands = given.value.bands(self._fact, BAND)
            if len(bands) > 1:
                return Rated(
                    given, 0, tuple((span, _within(value + points)) for span, value in bands), adjustments
                )
            cell = given.at(bands[0][1])
        else:
            cell = given.cell(self._fact)
        return Rated(cell, _within(cell.value + points), (), adjustments)

    def _adjustments(self, owners: Iterator[str]) -> Adjustments:
        """Own adjustments and those taken over, each name once; those of nothing are left out."""
        found: dict[str, Given] = {}
        for owner in owners:
            head = f"{owner}.adjust."
            for parameter in self.section.given:
                name = parameter.removeprefix(head)
                if parameter.startswith(head) and "." not in name and name not in found:
                    cell = self._cell(parameter)
                    if cell is not None:
                        found[name] = self._by_age(parameter, cell)
        return tuple(sorted((name, cell) for name, cell in found.items() if cell.value != 0))

    def _by_age(self, parameter: str, cell: Given) -> Given:
        above = self.section.get(f"{parameter}.above_age")
        if above is None:
            return cell
        years = max(0, (self.facts.age or 0) - above.value)
        points, most = years * cell.value, self.section.get(f"{parameter}.at_most")
        if most is not None:
            points = min(points, most.value) if points > 0 else max(points, -most.value)
        return cell.at(points)

    def _item_points(self, benefit: str) -> Iterator[ItemPoints]:
        named: dict[str, str] = {}
        for owner in self._lineage(benefit):
            head = f"{owner}.item_adjust."
            for parameter in self.section.given:
                if parameter.startswith(head):
                    named.setdefault(parameter.removeprefix(head), parameter)
        for name, parameter in sorted(named.items()):
            cells = {item: self._cell(parameter, self._of_item(item)) for item in _ITEMS}
            given = {item: cell for item, cell in cells.items() if cell and cell.value}
            if given:
                by_class = any(not (essential or procured) for _kind, essential, procured in given)
                yield ItemPoints(name, given, by_class)

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

    # --- The payers after it ---

    def _layers(self, benefit: str) -> Iterator[Layer]:
        names = [
            parameter.split(".")[1]
            for parameter, given in self.section.given.items()
            if parameter.startswith("layer.") and parameter.endswith(".benefits") and benefit in given.value
        ]
        for name in sorted(names, key=lambda name: (self.section.value(f"layer.{name}.order"), name)):
            yield self._layer(name, f"layer.{name}")

    def _layer(self, name: str, at: str) -> Layer:
        pays, measures = self.section.require(f"{at}.pays"), self.section.require(f"{at}.measures")
        covered = self._cell(f"{at}.covered")
        line, title = self._cell(f"{at}.line"), self.section.get(f"{at}.title")
        rated = self._ratio(f"{at}.ratio", self._adjustments(iter((at,))))
        if rated.given is None:
            raise PolicyGap(f"{self.section.name}: no value for {at}.ratio")
        # A line of nothing counts too: the person's category may change within the year.
        yearly = self.section.value(f"{at}.line.per", "year") == "year" and (
            bool(rated.bands) or line is not None
        )
        refused = covered is not None and covered.value != COVERED
        return Layer(
            name=name,
            pays=str(pays.value),
            title=pays if title is None else pays._replace(title=str(title.value)),
            refusal=str(covered.value) if covered is not None and refused else "",
            covered=covered,
            measures=str(measures.value),
            measures_given=measures,
            line=0 if line is None else line.value,
            line_given=_also(line, self.section.get(f"{at}.line.per")),
            line_counter=f"{at}.met" if yearly else "",
            ratio=rated.ratio,
            ratio_given=rated.given,
            bands=rated.bands,
            above_line=self.section.value(f"{at}.band.measures", "from_zero") == "above_line",
            adjustments=rated.adjustments,
            ceiling=self._layer_ceiling(name, at),
        )

    def _layer_ceiling(self, name: str, at: str) -> Limit | None:
        amount = self._cell(f"{at}.ceiling")
        if amount is None:
            return None
        per = self.section.value(f"{at}.ceiling.per", "year")
        return Limit(name, "" if per == "bill" else at, amount.value, amount)

    # --- Fee lines ---

    def _fees(self) -> FeeRules | None:
        given = self.section.get("fees.first_share")
        if given is None:
            return None
        cells = {item: given.cell(self._of_item(item)) for item in _ITEMS}
        shares = {kind: int(cells[kind, False, False].value) for kind in FEE_KINDS}
        special = {item: int(cell.value) for item, cell in cells.items() if item[1] or item[2]}
        imported = self.section.get("fees.imported.settled_as") or given.at("imported_material")
        purchase = self.section.get("fees.imported.purchase_share") or given.at(0)
        return FeeRules(shares, special, imported.value, purchase.value, given.at(None), imported, purchase)


def _also(given: G, other: Given | None) -> G:
    """``given`` with what is assumed about ``other``: both are behind the number a clerk sees."""
    if given is None or other is None or not other.assumed or other.assumed == given.assumed:
        return given
    return given._replace(assumed="；".join(text for text in (given.assumed, other.assumed) if text))


def _within(ratio: int) -> int:
    return max(0, min(10_000, ratio))
