"""Two catalogues into one, the better of both for the insured (HG-03: 医保目录就宽不就窄).

The wider catalogue: an item of either is in. Of an item in both: the better class, the lower share, the higher
price ceiling and payment standard, every favourable flag. What no rule can weigh is a conflict that a person
decides: another name, kind or unit (perhaps not the same item at all), another restriction, a share given on one side
only, material standards that differ.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from .catalogue import NO_CEILING, Terms

LEFT, RIGHT = "left", "right"
SIDES = (LEFT, RIGHT)

# Fields that a person decides when the two catalogues differ.
CLASS_A, CLASS_B = "01", "02"
DECIDED = ("item_name", "list_type", "spec", "unit", "restriction", "domestic_standard", "is_imported")
_CEILINGS = ("pric_uplmt_amt", "pric_uplmt_lv1", "pric_uplmt_lv2", "pric_uplmt_lv3")

Decisions = Mapping[str, Mapping[str, str]]


class Conflict(NamedTuple):
    """A field of a code on which the catalogues differ and no rule decides; ``choice`` "" until a person does."""

    code: str
    field: str
    left: Any
    right: Any
    choice: str = ""


class MergedItem(NamedTuple):
    """An item of the result and where it comes from: "left", "right" or "both"."""

    code: str
    terms: Terms
    origin: str


class MergePlan(NamedTuple):
    """What a merge would give: the same object is shown and carried out."""

    items: tuple[MergedItem, ...]
    conflicts: tuple[Conflict, ...]
    improved: int

    @property
    def undecided(self) -> int:
        return sum(1 for conflict in self.conflicts if not conflict.choice)

    def only(self, origin: str) -> int:
        return sum(1 for item in self.items if item.origin == origin)


def plan_merge(left: Mapping[str, Terms], right: Mapping[str, Terms], decisions: Decisions) -> MergePlan:
    """The plan for two catalogues by code; ``decisions`` say, by code and field, which side a person took."""
    items: list[MergedItem] = []
    conflicts: list[Conflict] = []
    improved = 0
    for code in sorted(left.keys() | right.keys()):
        one, other = left.get(code), right.get(code)
        if one is None or other is None:
            origin = LEFT if other is None else RIGHT
            items.append(MergedItem(code, one or other or Terms(), origin))
            continue
        found = tuple(_conflicts(code, one, other, decisions.get(code, {})))
        conflicts.extend(found)
        items.append(MergedItem(code, _better(one, other, found), "both"))
        improved += one != other
    return MergePlan(tuple(items), tuple(conflicts), improved)


def _conflicts(code: str, one: Terms, other: Terms, chosen: Mapping[str, str]) -> list[Conflict]:
    fields = [name for name in DECIDED if _plain(getattr(one, name)) != _plain(getattr(other, name))]
    both_b = one.chrgitm_lv == other.chrgitm_lv == CLASS_B
    if both_b and (one.selfpay_prop is None) != (other.selfpay_prop is None):
        # The policy's share against a number of the item's own: the two policies decide which is lower.
        fields.append("selfpay_prop")
    return [
        Conflict(code, name, getattr(one, name), getattr(other, name), chosen.get(name, ""))
        for name in fields
    ]


def _plain(value: Any) -> Any:
    """Spaces and width of letters make no other item."""
    return "".join(value.split()).casefold() if isinstance(value, str) else value


def _better(one: Terms, other: Terms, conflicts: tuple[Conflict, ...]) -> Terms:
    # Until a person has decided, the plan shows the first catalogue's word.
    decided = {conflict.field: conflict.choice or LEFT for conflict in conflicts}
    taken = {name: getattr(other if side == RIGHT else one, name) for name, side in decided.items()}
    best = min(one, other, key=lambda terms: terms.chrgitm_lv)
    share = _lower_share(one, other, best)
    return best._replace(
        **{
            **{name: getattr(one, name) for name in DECIDED},
            "chrgitm_lv": best.chrgitm_lv,
            "selfpay_prop": share,
            **_ceilings(one, other),
            "pay_standard": _higher(one.standard(), other.standard()),
            "procurement_price": _higher(one.procurement_price, other.procurement_price),
            "essential": one.essential or other.essential,
            "procured": one.procured or other.procured,
            "negotiated": one.negotiated or other.negotiated,
            **taken,
        }
    )


def _lower_share(one: Terms, other: Terms, best: Terms) -> Decimal | None:
    """The lower of two shares; of different classes the better class's, unless the other's is lower still. Class A
    without a share has none to bear."""
    if any(terms.chrgitm_lv == CLASS_A and terms.selfpay_prop is None for terms in (one, other)):
        return None
    if one.selfpay_prop is not None and other.selfpay_prop is not None:
        return min(one.selfpay_prop, other.selfpay_prop)
    return best.selfpay_prop


def _ceilings(one: Terms, other: Terms) -> dict[str, Decimal | None]:
    """At every level the higher recognised price; where neither tells levels apart, one for all."""
    levels = dict(zip(_CEILINGS[1:], ("1", "2", "3"), strict=True))
    by_level = any(getattr(terms, name) is not None for terms in (one, other) for name in levels)
    merged = dict.fromkeys(levels)
    if by_level:
        merged = {
            name: _higher(one.price_ceiling(level), other.price_ceiling(level))
            for name, level in levels.items()
        }
        merged = {name: NO_CEILING if price is None else price for name, price in merged.items()}
    return {"pric_uplmt_amt": _higher(one.price_ceiling("none"), other.price_ceiling("none")), **merged}


def _higher(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    """The better price limit for the insured; none is the best."""
    return None if one is None or other is None else max(one, other)
