"""A surplus reward: how it came about, granted or sent back by a second person."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.forms import ReasonForm
from claims.models import SurplusReward
from claims.services.procurement.rewards import grant_reward, send_back_reward
from config.access import requires
from config.forms import Fact, once
from config.listing import Action, Column
from institutions.access import AgencyRequest
from institutions.models import MUNICIPAL

from .parts import act_on, file_page, yuan

TONES = {"proposed": "warn", "granted": "ok", "nothing": "plain", "refused": "bad"}
REWARD_COLUMNS = (
    Column("institution__fixmedins_code", gettext_lazy("Institution code"), "code"),
    Column("institution", gettext_lazy("Institution")),
    Column("state", gettext_lazy("State"), "badge", tone=TONES),
    Column("score", gettext_lazy("Score of the yearly assessment"), "code"),
    Column("budget", gettext_lazy("Budget of the items before"), "money"),
    Column("surplus", gettext_lazy("Surplus measured"), "money"),
    Column("amount", gettext_lazy("Surplus kept"), "money"),
)


def reward_address(reward: Any) -> str:
    return reverse("claims:surplus_reward", args=[reward.pk])


def _reward(pk: int) -> SurplusReward:
    related = ("batch", "institution", "proposed_by", "decided_by", "payable")
    return get_object_or_404(SurplusReward.objects.select_related(*related), pk=pk)


def _facts(reward: SurplusReward) -> list[Fact]:
    return [
        Fact(_("Procurement batch"), f"{reward.batch.number} {reward.batch}"),
        Fact(_("Institution"), f"{reward.institution} {reward.institution.fixmedins_code}"),
        Fact(_("Score of the yearly assessment"), reward.score),
        Fact(_("Budget of the items before"), yuan(reward.budget)),
        Fact(_("Surplus measured"), yuan(reward.surplus)),
        Fact(_("Reward, yuan"), yuan(reward.amount)),
        Fact(_("Proposed by"), reward.proposed_by),
    ]


@requires()
def reward_page(request: AgencyRequest, surplus_reward_id: int) -> HttpResponse:
    reward = _reward(surplus_reward_id)
    mine = request.assignment
    buttons = [Action(_("Procurement batch"), reward.batch.get_absolute_url())]
    if reward.payable is not None:
        buttons.append(Action(_("Payment"), reward.payable.get_absolute_url()))
    if reward.state == "proposed" and mine.agency.level in MUNICIPAL and "review" in mine.duties:
        buttons += [
            Action(_("Send back"), reverse("claims:send_back_reward", args=[reward.pk])),
            Action(_("Grant"), reverse("claims:grant_reward", args=[reward.pk]), main=True),
        ]
    return file_page(
        request, reward, title=_("Surplus reward of %(institution)s") % {"institution": reward.institution},
        tone=TONES[reward.state], buttons=buttons, steps=reward.steps, notes=[reward.refused_reason],
        facts=[*_facts(reward), Fact(_("Decided by"), reward.decided_by or "—")],
    )  # fmt: skip


@requires(duty="review", levels=MUNICIPAL)
@once
def grant(request: AgencyRequest, surplus_reward_id: int) -> HttpResponseBase:
    reward = _reward(surplus_reward_id)
    return act_on(
        request, reward, lambda acting_user: grant_reward(reward=reward, acting_user=acting_user),
        where=reward_address(reward), title=_("Grant the reward"), facts=_facts(reward), label=_("Grant"),
        said=_("The reward is granted."), warnings=[_("It is then paid to the institution out of the fund.")],
    )  # fmt: skip


@requires(duty="review", levels=MUNICIPAL)
@once
def send_back(request: AgencyRequest, surplus_reward_id: int) -> HttpResponseBase:
    reward, form = _reward(surplus_reward_id), ReasonForm(request.POST or None)
    return act_on(
        request, reward,
        lambda acting_user, **given: send_back_reward(reward=reward, acting_user=acting_user, **given),
        where=reward_address(reward), form=form, title=_("Send the reward back"), facts=_facts(reward),
        label=_("Send back"), said=_("The reward is sent back."),
    )  # fmt: skip
