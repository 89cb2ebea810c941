"""Money the bank sent back whose payee is gone: entered with proof, approved by a second person, or withdrawn."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from config.access import requires
from config.forms import Fact, act_page, once
from funds.forms_capital import WhyForm
from funds.forms_paybacks import UnclaimedForm
from funds.models import Payment, UnclaimedReturn
from funds.services.payments.unclaimed import (
    approve_unclaimed,
    enter_unclaimed,
    may_be_given_up,
    withdraw_unclaimed,
)
from institutions.access import AgencyRequest

from .paybacks import batch_of, facts_of


@requires(duty="finance")
@once
def enter(request: AgencyRequest, payment_id: int) -> HttpResponseBase:
    """Nobody is left to be paid; without a document that speaks of it the page says that the money stays held."""
    payment = get_object_or_404(Payment.objects.select_related("payer__area", "batch"), pk=payment_id)
    if not may_be_given_up(payment.payer.area):
        context = {
            "title": _("Give up money that nobody can be paid"), "facts": facts_of(payment), "back": batch_of(payment),
        }  # fmt: skip
        return render(request, "funds/unclaimed_held.html", context)
    form = UnclaimedForm(request.POST or None, initial={"booked_on": timezone.localdate()})

    def act() -> str:
        enter_unclaimed(payment=payment, acting_user=request.user, **form.cleaned_data)
        return batch_of(payment)

    warnings = [
        _("For a payee that ceased without a successor or died without heirs. Another account is no reason: enter it "
          "and issue the payment again."),
        _("Once another person approved it, the amount is other income of the fund and is never paid again."),
    ]  # fmt: skip
    return act_page(
        request, title=_("Give up money that nobody can be paid"), facts=facts_of(payment), form=form, do=act,
        warnings=warnings, label=_("Save"), said=_("It waits for the approval."), cancel_url=batch_of(payment),
    )  # fmt: skip


@requires(duty="approve")
@once
def approve(request: AgencyRequest, unclaimed_id: int) -> HttpResponseBase:
    found = _unclaimed(unclaimed_id)

    def act() -> str:
        approve_unclaimed(unclaimed=found, acting_user=request.user)
        return batch_of(found.payment)

    return act_page(
        request, title=_("Approve that nobody can be paid"), facts=[*facts_of(found.payment), *_said(found)], do=act,
        warnings=[_("The amount becomes other income of the fund. This cannot be taken back.")], danger=True,
        label=_("Approve"), said=_("The amount is booked as other income."), cancel_url=batch_of(found.payment),
    )  # fmt: skip


@requires(duty="finance")
@once
def withdraw(request: AgencyRequest, unclaimed_id: int) -> HttpResponseBase:
    """The payee was found after all, or it was entered wrongly."""
    found = _unclaimed(unclaimed_id)
    form = WhyForm(request.POST or None)

    def act() -> str:
        withdraw_unclaimed(unclaimed=found, acting_user=request.user, **form.cleaned_data)
        return batch_of(found.payment)

    return act_page(
        request, title=_("Withdraw the entry"), facts=[*facts_of(found.payment), *_said(found)], form=form, do=act,
        danger=True, label=_("Withdraw the entry"), said=_("The entry is withdrawn."),
        cancel_url=batch_of(found.payment),
    )  # fmt: skip


def _unclaimed(unclaimed_id: int) -> UnclaimedReturn:
    related = ("payment__payer", "payment__batch", "entered_by")
    return get_object_or_404(UnclaimedReturn.objects.select_related(*related), pk=unclaimed_id)


def _said(found: UnclaimedReturn) -> list[Fact]:
    return [
        Fact(_("Why nobody can be paid"), found.reason),
        Fact(_("Papers that prove it"), found.evidence),
        Fact(_("Number of the finance department's consent"), found.consent),
        Fact(_("To be booked on"), found.booked_on),
        Fact(_("Entered by"), found.entered_by),
    ]
