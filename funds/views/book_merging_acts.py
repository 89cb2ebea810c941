"""Acts on mergings of funds: arrears, benefits, the closing (HG-02, HG-07, HG-10)."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.forms_budgets import WhyForm
from config.access import requires
from config.display import money_text
from config.forms import Fact, act_page, once
from funds.forms_openings import ArrearForm, ArrearPaymentForm
from funds.models import (
    ArrearPayment,
    BookMerging,
    LegacyArrear,
    MergedBook,
)
from funds.services.book_mergings.arrears import (
    confirm_arrear,
    decide_payment,
    drop_arrear,
    enter_arrear,
    enter_payment,
    open_of,
)
from funds.services.book_mergings.benefits import carry_rest, list_benefits
from funds.services.book_mergings.close import close_merging, propose_closing
from institutions.access import AgencyRequest

from .book_mergings import DECIDERS, benefits_table, facts_of, merging_or_404, proof_table


def _step(
    request: AgencyRequest,
    merging: BookMerging,
    title: Any,
    do: Any,
    said: Any,
    form: Any = None,
    affects: Any = None,
) -> HttpResponseBase:
    def act() -> str:
        do(**(form.cleaned_data if form is not None else {}))
        return merging.get_absolute_url()

    return act_page(
        request, title=title, facts=facts_of(merging), form=form, affects=affects, do=act, said=said,
        cancel_url=merging.get_absolute_url(),
    )  # fmt: skip


@requires(duty="finance")
@once
def arrear(request: AgencyRequest, book_merging_id: int) -> HttpResponseBase:
    merging = merging_or_404(book_merging_id)
    sources = MergedBook.objects.filter(merging=merging).select_related("book__unit")
    form = ArrearForm(request.POST or None, sources=sources)

    def do(**given: Any) -> None:
        enter_arrear(acting_user=request.user, **given)

    return _step(request, merging, _("Enter an arrear"), do, _("Entered: a second person confirms it."), form)


@requires(duty="finance")
@once
def benefits(request: AgencyRequest, book_merging_id: int) -> HttpResponseBase:
    merging = merging_or_404(book_merging_id)

    def do() -> None:
        list_benefits(merging=merging, acting_user=request.user)

    return _step(request, merging, _("List what is still owed"), do, _("Listed."))


@requires(duty="finance")
@once
def carry(request: AgencyRequest, book_merging_id: int) -> HttpResponseBase:
    merging = merging_or_404(book_merging_id)

    def do(reason: str) -> None:
        carry_rest(merging=merging, reason=reason, acting_user=request.user)

    form = WhyForm(request.POST or None)
    said = _("Carried: the one fund pays it.")
    return _step(request, merging, _("Carry the rest over"), do, said, form, benefits_table(merging))


@requires(duty="finance")
@once
def propose(request: AgencyRequest, book_merging_id: int) -> HttpResponseBase:
    merging = merging_or_404(book_merging_id)

    def do() -> None:
        propose_closing(merging=merging, acting_user=request.user)

    said = _("Proposed: a second person closes.")
    return _step(request, merging, _("Propose the closing"), do, said, affects=proof_table(merging))


@requires(duty="approve")
@once
def close(request: AgencyRequest, book_merging_id: int) -> HttpResponseBase:
    merging = merging_or_404(book_merging_id)

    def do() -> None:
        close_merging(merging=merging, acting_user=request.user)

    said = _("Closed: the old books take nothing any more.")
    return _step(request, merging, _("Close into one"), do, said, affects=proof_table(merging))


def _arrear(legacy_arrear_id: int) -> LegacyArrear:
    known = LegacyArrear.objects.select_related("source__merging__unit__parent", "source__book", "entered_by")
    found: LegacyArrear = get_object_or_404(known, pk=legacy_arrear_id)
    return found


def _on_arrear(
    request: AgencyRequest, one: LegacyArrear, title: Any, do: Any, said: Any, form: Any = None
) -> HttpResponseBase:
    merging = one.source.merging

    def act() -> str:
        do(**(form.cleaned_data if form is not None else {}))
        url: str = merging.get_absolute_url()
        return url

    facts = [
        Fact(_("Kind"), one.get_kind_display()),
        Fact(_("Owed by"), one.debtor),
        Fact(_("Year"), str(one.of_year)),
        Fact(_("Amount"), money_text(one.amount)),
        Fact(_("Still owed"), money_text(open_of(one, waiting=False))),
        Fact(_("Evidence"), one.evidence),
        Fact(_("Entered by"), one.entered_by),
    ]
    return act_page(
        request, title=title, facts=facts, form=form, do=act, said=said, cancel_url=merging.get_absolute_url()
    )


@requires(duty=DECIDERS)
@once
def confirm(request: AgencyRequest, legacy_arrear_id: int) -> HttpResponseBase:
    one = _arrear(legacy_arrear_id)

    def do() -> None:
        confirm_arrear(arrear=one, acting_user=request.user)

    return _on_arrear(request, one, _("Confirm an arrear"), do, _("Confirmed."))


@requires(duty=("finance", *DECIDERS))
@once
def drop(request: AgencyRequest, legacy_arrear_id: int) -> HttpResponseBase:
    one = _arrear(legacy_arrear_id)

    def do(reason: str) -> None:
        drop_arrear(arrear=one, reason=reason, acting_user=request.user)

    return _on_arrear(request, one, _("Drop an arrear"), do, _("Dropped."), WhyForm(request.POST or None))


@requires(duty="finance")
@once
def pay(request: AgencyRequest, legacy_arrear_id: int) -> HttpResponseBase:
    one = _arrear(legacy_arrear_id)
    form = ArrearPaymentForm(request.POST or None, initial={"received_on": timezone.localdate()})

    def do(**given: Any) -> None:
        enter_payment(arrear=one, acting_user=request.user, **given)

    said = _("Entered: another person books it.")
    return _on_arrear(request, one, _("Enter a payment of an arrear"), do, said, form)


@requires(duty=DECIDERS)
@once
def decide(request: AgencyRequest, arrear_payment_id: int) -> HttpResponseBase:
    payment = get_object_or_404(
        ArrearPayment.objects.select_related("arrear__source__merging"), pk=arrear_payment_id
    )

    def do() -> None:
        decide_payment(payment=payment, acting_user=request.user)

    return _on_arrear(request, _arrear(payment.arrear_id), _("Book a payment of an arrear"), do, _("Booked."))
