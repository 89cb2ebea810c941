"""Surplus rewards: computed for every institution of a batch by one person, decided by another (结余留用)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import AgreedVolume, ProcurementBatch, ProcurementPayable, SurplusReward
from claims.payment_words import in_words
from claims.policy_procurement import procurement_policy
from claims.rules.procurement import REWARD, Bought, reward
from claims.services.case_numbers import next_number
from config.money import from_fen
from config.workdays import add_workdays
from institutions.models import Duty, Institution, PublishedAssessment, User
from institutions.services.duties import require_another

from .states import ProcurementRefused, locked, payer_of, reason_of, require_city, state_after
from .volumes import with_delivered

State = SurplusReward.State


@transaction.atomic
def propose_rewards(*, batch: ProcurementBatch, acting_user: User) -> list[SurplusReward]:
    """Compute the reward of every institution that agreed on a volume; what is only proposed is computed anew.

    By the policy of the batch's last day and the published assessment of that year. Duty to handle at the city.
    Raises :class:`ProcurementRefused` before the batch is closed, or naming institutions without an assessment.
    """
    batch = locked(batch, "area")
    require_city(batch.area, acting_user, Duty.HANDLE)
    if batch.state != ProcurementBatch.State.CLOSED:
        raise ProcurementRefused(_("Rewards are computed once the batch is closed."))
    bought = _bought(batch)
    last = _last_day(batch)
    policy = procurement_policy(batch.area, last)
    scores = _scores(batch, bought)
    # First: it waits for whoever is granting one of them just now, which then counts among the settled.
    SurplusReward.objects.filter(batch=batch, state=State.PROPOSED).delete()
    settled = set(
        SurplusReward.objects.filter(batch=batch)
        .exclude(state=State.REFUSED)
        .values_list("institution", flat=True)
    )
    made = []
    for institution, items in bought.items():
        if institution.pk in settled:
            continue
        score = scores[institution.pk]
        found = reward(items, policy.reward_terms(score), score=score)
        made.append(
            SurplusReward.objects.create(
                batch=batch,
                institution=institution,
                score=score,
                budget=from_fen(found.budget),
                surplus=from_fen(found.surplus),
                amount=from_fen(found.amount),
                steps=in_words(found.steps),
                proposed_by=acting_user,
            )
        )
    return made


@transaction.atomic
def grant_reward(*, reward: SurplusReward, acting_user: User) -> SurplusReward:
    """A second person reviewed it: it is owed to the institution from now on, where it is anything at all.

    Duty to review at the city. Raises ``SamePerson``, :class:`ProcurementRefused`.
    """
    held = _held(reward, acting_user)
    held.decided_by = acting_user
    held.state = state_after(held, REWARD, "grant" if held.amount else "close")
    if held.amount:
        held.payable = _payable(held, acting_user)
    held.save(update_fields=["state", "decided_by", "payable"])
    return held


@transaction.atomic
def send_back_reward(*, reward: SurplusReward, reason: str, acting_user: User) -> SurplusReward:
    """It is to be computed anew, and why."""
    held = _held(reward, acting_user)
    held.state = state_after(held, REWARD, "send_back")
    held.refused_reason, held.decided_by = reason_of(reason), acting_user
    held.save(update_fields=["state", "refused_reason", "decided_by"])
    return held


def _held(reward: SurplusReward, acting_user: User) -> SurplusReward:
    held = locked(reward, "batch__area", "institution__county", "proposed_by")
    require_city(held.batch.area, acting_user, Duty.REVIEW)
    require_another(user=acting_user, previous=held.proposed_by, act=_("Surplus reward"))
    return held


def _payable(held: SurplusReward, acting_user: User) -> ProcurementPayable:
    policy = procurement_policy(held.batch.area, _last_day(held.batch))
    made: ProcurementPayable = ProcurementPayable.objects.create(
        number=next_number("JL"),
        kind=ProcurementPayable.Kind.REWARD,
        payer=payer_of(held.institution),
        insutype=held.batch.insutype,
        institution=held.institution,
        amount=held.amount,
        due_on=add_workdays(timezone.localdate(), policy.due_days),
        state=ProcurementPayable.State.READY,
        prepared_by=held.proposed_by,
        approved_by=acting_user,
    )
    return made


def _bought(batch: ProcurementBatch) -> dict[Institution, list[Bought]]:
    volumes = AgreedVolume.objects.filter(item__batch=batch).select_related("item", "institution__county")
    found: dict[Institution, list[Bought]] = defaultdict(list)
    for one in with_delivered(volumes).order_by("institution__fixmedins_code", "item__med_list_codg"):
        found[one.institution].append(
            Bought(one.quantity, one.delivered, one.item.price, one.item.former_price)
        )
    if not found:
        raise ProcurementRefused(_("No institution agreed on a volume in %(batch)s."), batch=batch)
    return found


def _scores(batch: ProcurementBatch, bought: dict[Institution, Any]) -> dict[int, Decimal]:
    year = _last_day(batch).year
    scores: dict[int, Decimal] = dict(
        PublishedAssessment.objects.filter(
            area=batch.area_id, round__year=year, institution__in=[one.pk for one in bought]
        ).values_list("institution", "score")
    )
    without = [str(one) for one in bought if one.pk not in scores]
    if without:
        raise ProcurementRefused(
            _("No assessment of %(year)s is published yet of: %(names)s."),
            year=str(year),
            names="、".join(without[:10]),
        )
    return scores


def _last_day(batch: ProcurementBatch) -> dt.date:
    upper: dt.date = batch.period.upper
    return upper - dt.timedelta(days=1)
