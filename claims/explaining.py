"""The steps of a bill in words, in the reader's language, each with amount, clause and assumption."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from claims.rules.made_of import Made, Part, made_of
from claims.rules.steps import Step
from config.codes import name_of
from institutions.explaining import Explained, Text, Wording, named, percent, yuan
from institutions.policy.wording import word

__all__ = ["Explained", "counter_name", "explain", "percent", "yuan"]

BENEFITS: dict[str, Text] = {
    "general_outpatient": gettext_lazy("general outpatient"),
    "chronic": gettext_lazy("chronic outpatient"),
    "inpatient": gettext_lazy("inpatient"),
    "accident": gettext_lazy("accidental injury"),
    "maternity": gettext_lazy("maternity"),
    "none": gettext_lazy("no benefit"),
}
TIERS: dict[str, Text] = {
    "level_1": gettext_lazy("level 1"),
    "level_2": gettext_lazy("level 2"),
    "level_3": gettext_lazy("level 3"),
    "outside": gettext_lazy("outside the area"),
}
PLACES: dict[str, Text] = {
    "own_county": gettext_lazy("own county"),
    "other_county": gettext_lazy("another county of the area"),
    "outside": gettext_lazy("outside the area"),
}
LIMITS: dict[str, Text] = {
    "pool": gettext_lazy("yearly ceiling of the pooled fund"),
    "accident": gettext_lazy("yearly ceiling for accidental injury"),
    "general_outpatient": gettext_lazy("yearly ceiling for general outpatient care"),
    "outpatient": gettext_lazy("yearly ceiling for general outpatient care"),
    "chronic_disease": gettext_lazy("yearly ceiling of the disease"),
}
COUNTERS: dict[str, Text] = {
    "pool": gettext_lazy("paid by the pooled fund"),
    "accident": gettext_lazy("accidental injury"),
    "general_outpatient": gettext_lazy("general outpatient"),
    "outpatient": gettext_lazy("general outpatient"),
    "chronic_disease": gettext_lazy("chronic outpatient"),
    "deductible": gettext_lazy("Deductible"),
    "in_scope": gettext_lazy("In scope"),
}
LAYERS: dict[str, Text] = {
    "serious_illness": gettext_lazy("serious-illness insurance"),
    "large_amount": gettext_lazy("large-amount aid"),
    "civil_servant": gettext_lazy("civil-servant aid"),
    "medical_aid": gettext_lazy("medical aid"),
    "medical_aid_again": gettext_lazy("medical aid, second round"),
}
ADJUSTMENTS: dict[str, Text] = {
    "unfiled": gettext_lazy("care elsewhere without filing"),
}
FEE_KINDS: dict[str, Text] = {
    "A": gettext_lazy("Class A"),
    "B": gettext_lazy("Class B"),
    "C": gettext_lazy("Class C"),
    "domestic_material": gettext_lazy("Domestic material"),
    "imported_material": gettext_lazy("Imported material"),
}

_FIRST = gettext_lazy(
    "%(kind)s %(total)s: %(over)s over the price limit, first share %(share)s = %(first)s, "
    "in scope %(amount)s"
)

TEXTS: dict[str, Text] = {
    "fee_A": gettext_lazy("%(kind)s %(total)s: %(over)s over the price limit, in scope %(amount)s"),
    "fee_B": _FIRST,
    "fee_C": gettext_lazy("%(kind)s %(total)s: outside the catalogue, own expense %(own)s"),
    "fee_domestic_material": _FIRST,
    "fee_imported_material": gettext_lazy(
        "%(kind)s %(total)s: %(over)s above the standard of the domestic equal, the rest as class B: "
        "first share %(share)s = %(first)s, in scope %(amount)s"
    ),
    "fee_imported_no_equal": gettext_lazy(
        "%(kind)s %(total)s without a domestic equal: first %(purchase_share)s of the purchase price, "
        "then the rest as class B at %(share)s; together %(first)s borne first, in scope %(amount)s"
    ),
    "fee_item_share": gettext_lazy(
        "%(kind)s %(total)s: %(over)s over the price limit, the item's own first share %(share)s "
        "= %(first)s, in scope %(amount)s"
    ),
    "in_scope": gettext_lazy(
        "Bill %(total)s = own expense %(own)s + over limits %(over)s + first share %(first)s "
        "+ in scope %(amount)s"
    ),
    "benefit": gettext_lazy("Kind of care %(med_type)s: benefit %(benefit)s"),
    "covered": gettext_lazy("The conditions of the benefit are met"),
    "tier": gettext_lazy("Institution of %(tier)s (%(place)s)"),
    "refused_no_benefit": gettext_lazy(
        "The policy has no benefit for this kind of care: the fund pays nothing"
    ),
    "refused_third_party": gettext_lazy("A third party is liable or pays: the fund pays nothing"),
    "refused_place": gettext_lazy("Care in this place without filing is not covered: the fund pays nothing"),
    "refused_no_disease": gettext_lazy("The bill names no certified disease: the fund pays nothing"),
    "refused_not_listed": gettext_lazy("The disease is not on the list: the fund pays nothing"),
    "refused_not_a_birth": gettext_lazy(
        "The bill names no delivery that the policy covers: the fund pays nothing"
    ),
    "refused_inpatient_only": gettext_lazy(
        "The person's cover is for inpatient care only: the fund pays nothing"
    ),
    "refused_not_eligible": gettext_lazy("The conditions of the benefit are not met: the fund pays nothing"),
    "refused_no_certificate": gettext_lazy("The disease is not certified on the day: the fund pays nothing"),
    "refused_not_chosen": gettext_lazy(
        "The institution is not one the certificate names: the fund pays nothing"
    ),
    "deductible": gettext_lazy("Deductible of %(standard)s: %(amount)s borne by the person"),
    "deductible_year": gettext_lazy(
        "Yearly deductible of %(standard)s, %(before)s already borne: %(amount)s borne by the person"
    ),
    "deductible_institution": gettext_lazy(
        "Yearly deductible of %(standard)s at each institution, %(before)s already borne at this one: "
        "%(amount)s borne by the person"
    ),
    "deductible_chain": gettext_lazy(
        "Deductible of %(standard)s once for all stays of a transfer, %(before)s already borne: "
        "%(amount)s borne by the person"
    ),
    "deductible_factor": gettext_lazy("Of the deductible %(ratio)s is borne: %(amount)s"),
    "ratio": gettext_lazy("Payment ratio %(ratio)s"),
    "adjust": gettext_lazy("%(adjustment)s: %(points)s percentage points"),
    "ratio_due": gettext_lazy("%(entering)s × %(ratio)s = %(amount)s"),
    "band": gettext_lazy("Band from %(low)s to %(high)s: %(amount)s at %(ratio)s"),
    "bands_due": gettext_lazy("All bands of %(entering)s together: %(amount)s"),
    "item_points": gettext_lazy("%(adjustment)s: %(entering)s in scope add %(amount)s"),
    "fixed_days": gettext_lazy("%(days)s day(s): %(amount)s"),
    "fixed": gettext_lazy("Fixed amount %(amount)s"),
    "fixed_further": gettext_lazy("%(children)s further child(ren): + %(amount)s"),
    "fixed_due": gettext_lazy("Paid up to the bill: the lower of %(standard)s and %(total)s = %(amount)s"),
    "legacy": gettext_lazy(
        "This year's share of the former account balance of %(balance)s raises the ceiling by %(amount)s"
    ),
    "limit": gettext_lazy("Within the %(limit)s of %(ceiling)s (%(before)s used before)"),
    "limit_cut": gettext_lazy(
        "The %(limit)s of %(ceiling)s (%(before)s used before) leaves %(room)s: paid %(amount)s"
    ),
    "layer_in_scope_left": gettext_lazy("%(layer)s: %(amount)s in scope is left by the payers before"),
    "layer_with_first_share": gettext_lazy(
        "%(layer)s: %(amount)s in scope and of first share is left by the payers before"
    ),
    "layer_all_left": gettext_lazy("%(layer)s: %(amount)s of the bill is left by the payers before"),
    "layer_above_ceiling": gettext_lazy(
        "%(layer)s: %(amount)s in scope is above the ceiling of the basic fund"
    ),
    "layer_line": gettext_lazy("What is up to %(line)s stays with the person"),
    "layer_line_year": gettext_lazy(
        "What is up to %(line)s in the year stays with the person (%(before)s before this bill)"
    ),
    "layer_cut": gettext_lazy(
        "%(layer)s: its ceiling of %(ceiling)s (%(before)s used before) leaves %(room)s: paid %(amount)s"
    ),
    "layer_paid": gettext_lazy("%(layer)s pays %(amount)s"),
    "layer_refused": gettext_lazy("%(layer)s takes no part: %(reason)s"),
    "account_in_scope": gettext_lazy("Of %(payable)s in scope the personal account pays %(amount)s"),
    "account_with_first_share": gettext_lazy(
        "Of %(payable)s in scope and of first share the personal account pays %(amount)s"
    ),
    "account_all": gettext_lazy("Of %(payable)s left the personal account pays %(amount)s"),
    "account_family": gettext_lazy("The family's personal account pays %(amount)s"),
    "paid": gettext_lazy("The fund pays %(amount)s, the person %(person)s"),
}
# Why a payer takes no part.
REASONS: dict[str, Text] = {
    "third_party": gettext_lazy("a third party is liable or pays"),
    "place": gettext_lazy("care in this place is not covered"),
    "no_disease": gettext_lazy("the bill names no certified disease"),
    "not_listed": gettext_lazy("the disease is not on the list"),
    "not_a_birth": gettext_lazy("the bill names no delivery that the policy covers"),
    "inpatient_only": gettext_lazy("the person's cover is for inpatient care only"),
    "not_eligible": gettext_lazy("the person does not belong to its group"),
    "no_certificate": gettext_lazy("the disease is not certified on the day"),
    "not_chosen": gettext_lazy("the institution is not one the certificate names"),
}


def benefit_name(benefit: str) -> str:
    """What a benefit is called; a name the package made up is said as the policy pages say it."""
    return str(BENEFITS[benefit]) if benefit in BENEFITS else word(benefit)


def counter_name(counter: str) -> str:
    """What a person's counter is called: ``deductible:inpatient``, ``chronic_disease:M01600``, ``layer.aid.met``."""
    kind, _colon, of = counter.partition(":")
    if kind.startswith("layer."):
        layer, _dot, met = kind.removeprefix("layer.").partition(".")
        words = _("%(layer)s: counted toward its line") if met else _("%(layer)s: paid so far")
        return words % {"layer": LAYERS.get(layer, layer)}
    said = str(COUNTERS.get(kind, kind))
    return f"{said} · {BENEFITS.get(of, of)}" if of else said


_FORMATS = {
    "benefit": named(BENEFITS),
    "tier": named(TIERS),
    "place": named(PLACES),
    "limit": named(LIMITS),
    "kind": named(FEE_KINDS),
    "ratio": percent,
    "share": percent,
    "purchase_share": percent,
    "points": lambda points: f"{Decimal(points) / 100:+f}",
    "med_type": lambda code: name_of("med_type", str(code)),
    "level": str,
    "children": str,
    "days": str,
    "layer": named(LAYERS),
    "reason": named(REASONS),
}
# What a package may have named itself: its title wins over ours.
_TITLED = {
    "benefit": "benefit", "limit": "limit", "limit_cut": "limit", "adjust": "adjustment", "item_points": "adjustment",
}  # fmt: skip
_WORDING = Wording(
    TEXTS,
    _FORMATS,
    _TITLED,
    {(code, "name"): ("adjustment", named(ADJUSTMENTS)) for code in ("adjust", "item_points")},
)


PARTS: dict[str, Text] = {
    "total": pgettext_lazy("line of a reckoning", "%(line)s (bill)"),
    "first": pgettext_lazy("line of a reckoning", "%(line)s (first share)"),
    "stays": pgettext_lazy("line of a reckoning", "%(line)s (stays)"),
}
"""A line whose own amount is not what is taken of it."""
MOST_LISTED = 4
"""Lines one after the other that are listed one by one in a sum."""


def explain(steps: Iterable[Step]) -> list[Explained]:
    """All steps of a bill in the active language."""
    found = list(steps)
    lines = zip(_WORDING.explain(found), made_of(found), strict=True)
    return [replace(line, from_lines=_from_lines(made)) for line, made in lines]


def _from_lines(made: Made) -> str:
    """``3 − 5``, ``(3 − 5) × 90%``, ``1 + … + 12``."""
    parts = made.parts
    if len(parts) > MOST_LISTED and all(part == Part(part.line, part.amount) for part in parts):
        text = f"{parts[0].line} + … + {parts[-1].line}"
    else:
        # The first part is never one that is taken off.
        text = "".join(f" {'−' if part.minus else '+'} {_part(part)}" for part in parts).removeprefix(" + ")
    factor = str(made.times) if made.times != 1 else "" if made.ratio is None else percent(made.ratio)
    if not factor:
        return text
    return f"({text}) × {factor}" if len(parts) > 1 else f"{text} × {factor}"


def _part(part: Part) -> str:
    line = str(PARTS[part.of]) % {"line": part.line} if part.of else str(part.line)
    return line if part.ratio is None else f"{line} × {percent(part.ratio)}"
