"""A year's evaluation of service prices: opened, computed from settled bills, concluded on, decided by another.

The municipal agency's: duty to handle, to approve for the decision. It changes no price: what is raised or lowered
goes through the catalogue (a price application, a new version).
"""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import EvaluatedPrice, PriceEvaluation
from claims.policy_prices import evaluation_terms
from claims.rules.flow import WrongState
from claims.rules.price_evaluation import FEES, FLOW, PRICE, VOLUME, Terms, evaluate, growth
from claims.services.price_items.states import PriceRefused
from config.money import TEN_THOUSAND, from_fen
from config.scoping import system_scope
from institutions.models import Duty, PoolingArea, User
from institutions.services.duties import require_another, require_duty
from institutions.services.policy_versions import municipal_agency

ACTS = {
    "compute": _("compute it"),
    "conclude": _("conclude on an item"),
    "propose": _("propose"),
    "send_back": _("send it back"),
    "decide": _("decide"),
}
# Service items (list_type 201) of bills that stand, of the area's people, this year and the year before.
_FIGURES = """
    WITH services AS (
        SELECT DISTINCT i.med_list_codg FROM claims_catalogueitem i
        JOIN claims_catalogueversion v ON v.id = i.version_id
        WHERE v.area_id = %(area)s AND v.state = 'in_force' AND i.list_type = '201'
    ), prices AS (
        SELECT med_list_codg, count(*) AS neighbours, avg(pric) AS pric FROM claims_neighbourprice
        WHERE area_id = %(area)s AND year = %(year)s GROUP BY 1
    ), used AS (
        SELECT f.med_list_codg, max(f.item_name) AS name,
            coalesce(sum(f.cnt) FILTER (WHERE s.policy_date >= %(first)s), 0) AS volume,
            coalesce(sum(f.cnt) FILTER (WHERE s.policy_date < %(first)s), 0) AS volume_before,
            coalesce(sum(f.det_item_fee_sumamt) FILTER (WHERE s.policy_date >= %(first)s), 0)::bigint AS fees,
            coalesce(sum(f.det_item_fee_sumamt) FILTER (WHERE s.policy_date < %(first)s), 0)::bigint AS fees_before
        FROM claims_feeline f
        JOIN claims_settlement s ON s.bill_id = f.bill_id AND s.is_current AND NOT s.refd_setl_flag AND NOT s.negated
        JOIN institutions_agency a ON a.id = s.insu_county_id AND a.area_id = %(area)s
        WHERE s.policy_date >= %(before)s AND s.policy_date < %(after)s
            AND (f.list_type = '201' OR f.med_list_codg IN (SELECT med_list_codg FROM services))
        GROUP BY 1
    )
    SELECT u.med_list_codg, u.name, u.volume, u.volume_before, u.fees, u.fees_before, coalesce(p.neighbours, 0), p.pric
    FROM used u LEFT JOIN prices p USING (med_list_codg) WHERE u.volume > 0 AND u.fees > 0 ORDER BY 1
"""
_SIX = Decimal("0.000001")
_FOUR = Decimal(TEN_THOUSAND)


@transaction.atomic
def open_evaluation(*, area: PoolingArea, year: int, acting_user: User) -> PriceEvaluation:
    """The round of ``year``, which must be over. Raises :class:`PriceRefused`."""
    city = municipal_agency(area)
    require_duty(user=acting_user, duty=Duty.HANDLE, agency=city)
    if year >= timezone.localdate().year:
        raise PriceRefused(_("%(year)s is not over yet."), year=year)
    if PriceEvaluation.objects.filter(area=area, year=year).exists():
        raise PriceRefused(_("The prices of %(year)s are being evaluated already."), year=year)
    evaluation_terms(area, last_day(year))
    made: PriceEvaluation = PriceEvaluation.objects.create(
        area=area, county=city, year=year, opened_by=acting_user
    )
    return made


@transaction.atomic
def compute_evaluation(*, evaluation: PriceEvaluation, acting_user: User) -> int:
    """The figures of every item anew; what was concluded before is forgotten. Returns the number of items."""
    evaluation = _locked(evaluation)
    require_duty(user=acting_user, duty=Duty.HANDLE, agency=municipal_agency(evaluation.area))
    state_after(evaluation, "compute")
    terms = evaluation_terms(evaluation.area, last_day(evaluation.year))
    # The bills of every county of the area.
    with system_scope(), connection.cursor() as cursor:
        cursor.execute(
            _FIGURES,
            {
                "area": evaluation.area_id,
                "year": evaluation.year,
                "first": dt.date(evaluation.year, 1, 1),
                "before": dt.date(evaluation.year - 1, 1, 1),
                "after": dt.date(evaluation.year + 1, 1, 1),
            },
        )
        items = [_item(evaluation, row, terms) for row in cursor.fetchall()]
        EvaluatedPrice.objects.filter(evaluation=evaluation).delete()
        EvaluatedPrice.objects.bulk_create(items, batch_size=1_000)
    evaluation.computed_at, evaluation.computed_by = timezone.now(), acting_user
    evaluation.save(update_fields=["computed_at", "computed_by"])
    return len(items)


def _item(evaluation: PriceEvaluation, row: tuple[Any, ...], terms: Terms) -> EvaluatedPrice:
    code, name, volume, volume_before, fees, fees_before, neighbours, there = row
    here = from_fen(fees) / volume
    figures = {
        PRICE: None if there is None else _ratio(there, here),
        FEES: growth(fees, fees_before),
        VOLUME: growth(int(volume * TEN_THOUSAND), int(volume_before * TEN_THOUSAND)),
    }
    found = evaluate(figures, terms)
    return EvaluatedPrice(
        evaluation=evaluation,
        med_list_codg=code,
        item_name=name,
        volume=volume,
        volume_before=volume_before,
        fees=from_fen(fees),
        fees_before=from_fen(fees_before),
        pric=here.quantize(_SIX, ROUND_HALF_UP),
        neighbours=neighbours,
        neighbour_pric=None if there is None else Decimal(there).quantize(_SIX, ROUND_HALF_UP),
        price_ratio=_parts(figures[PRICE]),
        fee_growth=_parts(figures[FEES]),
        volume_growth=_parts(figures[VOLUME]),
        score=None if found.score is None else Decimal(found.score) / 100,
        suggestion=found.suggestion,
    )


def _ratio(there: Decimal, here: Decimal) -> int:
    return int((there / here * TEN_THOUSAND).to_integral_value(ROUND_HALF_UP))


def _parts(figure: int | None) -> Decimal | None:
    return None if figure is None else Decimal(figure) / _FOUR


@transaction.atomic
def conclude_item(*, item: EvaluatedPrice, conclusion: str, reason: str, acting_user: User) -> EvaluatedPrice:
    """Raise, keep or lower; another than the suggested one says why (``ValidationError``)."""
    evaluation = _locked(item.evaluation)
    require_duty(user=acting_user, duty=Duty.HANDLE, agency=municipal_agency(evaluation.area))
    state_after(evaluation, "conclude")
    # Saved as it was, an item of figures computed anew since would come back beside them.
    found = EvaluatedPrice.objects.filter(pk=item.pk, evaluation=evaluation).first()
    if found is None:
        raise PriceRefused(_("The list changed since you looked at it: look again."))
    item = found
    item.conclusion, item.reason, item.concluded_by = conclusion, reason.strip()[:300], acting_user
    item.full_clean()
    item.save()
    return item


@transaction.atomic
def propose_evaluation(
    *, evaluation: PriceEvaluation, starts: bool, grounds: str, acting_user: User
) -> PriceEvaluation:
    """Whether the adjustment of prices starts (启动) or not, on which grounds. Items nobody concluded on keep what
    their score suggests."""
    evaluation = _locked(evaluation)
    require_duty(user=acting_user, duty=Duty.HANDLE, agency=municipal_agency(evaluation.area))
    state = state_after(evaluation, "propose")
    items = EvaluatedPrice.objects.filter(evaluation=evaluation)
    if evaluation.computed_at is None or not items.exists():
        raise PriceRefused(_("Compute the evaluation first: it has no item."))
    if not grounds.strip():
        raise PriceRefused(_("Say on which grounds."))
    for suggestion in EvaluatedPrice.Conclusion.values:
        open_ones = items.filter(conclusion="", suggestion=suggestion)
        open_ones.update(conclusion=suggestion, concluded_by=acting_user)
    if starts and not items.exclude(conclusion=EvaluatedPrice.Conclusion.KEEP).exists():
        raise PriceRefused(_("Every price is kept: there is no adjustment to start."))
    evaluation.state, evaluation.starts, evaluation.grounds = state, starts, grounds.strip()[:1000]
    evaluation.proposed_by = acting_user
    evaluation.save()
    return evaluation


@transaction.atomic
def decide_evaluation(
    *, evaluation: PriceEvaluation, agrees: bool, acting_user: User, day: dt.date | None = None
) -> PriceEvaluation:
    """Somebody who neither opened, computed, concluded on an item nor proposed decides as proposed, or sends it back.
    Duty to approve at the municipal agency. Raises ``SamePerson``."""
    evaluation = _locked(evaluation)
    require_duty(user=acting_user, duty=Duty.APPROVE, agency=municipal_agency(evaluation.area))
    evaluation.state = state_after(evaluation, "decide" if agrees else "send_back")
    for earlier in _worked_on(evaluation):
        require_another(user=acting_user, previous=earlier, act=_("Price evaluation"))
    if agrees:
        evaluation.decided_by, evaluation.decided_on = acting_user, day or timezone.localdate()
    else:
        evaluation.proposed_by, evaluation.starts = None, None
    evaluation.full_clean()
    evaluation.save()
    return evaluation


def _worked_on(evaluation: PriceEvaluation) -> list[User]:
    concluded = EvaluatedPrice.objects.filter(evaluation=evaluation).values("concluded_by")
    own = (evaluation.opened_by_id, evaluation.computed_by_id, evaluation.proposed_by_id)
    return list(User.objects.filter(Q(pk__in=concluded) | Q(pk__in=[one for one in own if one])))


def last_day(year: int) -> dt.date:
    """A year is evaluated by the policy of its last day."""
    return dt.date(year, 12, 31)


def _locked(evaluation: PriceEvaluation) -> PriceEvaluation:
    held: PriceEvaluation = (
        PriceEvaluation.objects.select_for_update(of=("self",))
        .select_related("area", "proposed_by")
        .get(pk=evaluation.pk)
    )
    return held


def state_after(evaluation: PriceEvaluation, act: str) -> str:
    """Where ``act`` leads; raises :class:`PriceRefused` in words."""
    try:
        return FLOW.after(evaluation.state, act)
    except WrongState as wrong:
        raise PriceRefused(
            _("The evaluation of %(year)s is “%(state)s”: one cannot %(act)s now."),
            year=evaluation.year,
            state=evaluation.get_state_display(),
            act=ACTS[act],
        ) from wrong
