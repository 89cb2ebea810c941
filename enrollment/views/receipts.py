"""What tax received: the work list of differences, and deciding one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import ExpressionWrapper, F, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.access import requires
from config.codes import name_of
from config.forms import Fact, LineField, act_page, once
from config.listing import Action, ChoiceFilter, Column, FlagFilter, Listing, MonthFilter, TextFilter
from config.money import MoneyField, from_fen
from enrollment.models import Payer, Receipt, ReceiptShare
from enrollment.services.receipts.decide import accept_receipt, advance_left, assign_receipt, use_advance
from enrollment.services.receipts.late_fees import late_fee_of
from enrollment.services.receipts.match import match_receipts, owing
from institutions.access import AgencyRequest
from institutions.views.institutions import counties_in_reach


def with_held(receipts: QuerySet[Receipt]) -> QuerySet[Receipt]:
    """Each with what it still holds in advance in ``held``, yuan."""
    both = ExpressionWrapper(F("employer") + F("personal"), output_field=MoneyField())
    used = (
        ReceiptShare.objects.filter(receipt=OuterRef("pk"), used_on__isnull=False)
        .order_by()
        .values("receipt")
        .annotate(sum=Sum(both))
        .values("sum")
    )
    left = F("advance") - Coalesce(Subquery(used), Value(0), output_field=MoneyField())
    return receipts.annotate(held=ExpressionWrapper(left, output_field=MoneyField()))


class ReceiptList(Listing):
    key = "enrollment.receipts"
    title = gettext_lazy("Receipts from tax")
    unit = gettext_lazy("yuan")
    columns = (
        Column("number", gettext_lazy("Receipt number"), "code", sort="number"),
        Column("payer", gettext_lazy("Payer"), get=lambda row: row.payer or row.emp_no),
        Column("county", gettext_lazy("County")),
        Column("month", gettext_lazy("First month paid for"), "month"),
        Column("last_month", gettext_lazy("Last month paid for"), "month"),
        Column("amount", gettext_lazy("Amount"), "money", total=True),
        Column("late_fee", gettext_lazy("Of it late fee"), "money", total=True),
        Column("advance", gettext_lazy("Of it in advance"), "money", total=True, default=False),
        Column("held", gettext_lazy("Still held in advance"), "money", total=True),
        Column("received_on", gettext_lazy("Money received on"), "date"),
        Column("state", gettext_lazy("State"), "badge", tone={"open": "warn", "matched": "ok", "accepted": "ok"}),
        Column("difference", gettext_lazy("Kind of difference"), get=lambda row: row.get_difference_display()),
        Column("reason", gettext_lazy("Reason"), default=False),
        Column("booked_on", gettext_lazy("Booked on"), "date"),
    )  # fmt: skip
    filters = (
        TextFilter("q", gettext_lazy("Receipt number"), lookups=("number", "emp_no"),
                   hint=gettext_lazy("receipt or payer number")),
        ChoiceFilter("state", gettext_lazy("State"), choices=Receipt.State),
        ChoiceFilter("difference", gettext_lazy("Kind of difference"), choices=Receipt.Difference),
        MonthFilter("month", gettext_lazy("First month paid for")),
        FlagFilter("held", gettext_lazy("With an advance"), when=Q(held__gt=0)),
        ChoiceFilter("county", gettext_lazy("County"), choices=counties_in_reach),
    )  # fmt: skip
    order = "number"
    empty_title = gettext_lazy("Tax has reported nothing yet.")
    empty_hint = gettext_lazy("Import a sheet of receipts to begin.")

    def rows(self) -> QuerySet[Receipt]:
        return with_held(Receipt.objects.select_related("county", "payer"))

    def row_url(self, row: Receipt) -> str | None:
        if "register" not in self.assignment.duties:
            return None
        if row.state == Receipt.State.OPEN:
            return reverse("enrollment:decide_receipt", args=[row.pk])
        return reverse("enrollment:use_advance", args=[row.pk]) if row.held else None  # type: ignore[attr-defined]

    def actions(self) -> list[Action]:
        if "register" not in self.assignment.duties:
            return []
        return [Action(_("Match again"), reverse("enrollment:match_receipts"))]


class DecideForm(forms.Form):
    payer = LineField(label=_("Payer number"), max_length=40, required=False)
    reason = LineField(
        label=gettext_lazy("Reason"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Needed to accept it as it is: what is left over then stands in advance."),
    )

    def __init__(self, *args: Any, known: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if known:
            del self.fields["payer"]
            self.fields["reason"].required = True
        else:
            del self.fields["reason"]
            self.fields["payer"].required = True

    def clean_payer(self) -> Payer:
        payer = Payer.objects.filter(emp_no=self.cleaned_data["payer"]).first()
        if payer is None:
            raise forms.ValidationError(_("No payer of this area has this number."))
        return payer


@requires()
def receipt_list(request: AgencyRequest) -> HttpResponseBase:
    return ReceiptList.respond(request)


@requires(duty="register")
@once
def match_again(request: AgencyRequest) -> HttpResponseBase:
    """After declarations came or were corrected."""
    waiting = Receipt.objects.filter(state=Receipt.State.OPEN)

    def do() -> str:
        match_receipts(Receipt.objects.all())
        return reverse("enrollment:receipts") + "?state=open"

    return act_page(
        request,
        title=_("Match again"),
        facts=[Fact(_("To be decided"), waiting.count())],
        do=do,
        said=_("What fits now is matched."),
        cancel_url=reverse("enrollment:receipts"),
    )


@requires(duty="register")
@once
def decide(request: AgencyRequest, receipt_id: int) -> HttpResponseBase:
    """Whose an unknown payer's receipt is; or that a differing one is taken as it is."""
    receipt = get_object_or_404(Receipt.objects.select_related("county", "payer"), pk=receipt_id)
    if receipt.state != Receipt.State.OPEN and request.method == "GET":
        raise Http404
    known = receipt.payer_id is not None
    months = owing(receipt) if known else []
    form = DecideForm(request.POST or None, known=known)

    def do() -> str:
        given = {"receipt": receipt, "acting_user": request.user, **form.cleaned_data}
        done = accept_receipt(**given) if known else assign_receipt(**given)
        if done.state == Receipt.State.OPEN:
            return reverse("enrollment:decide_receipt", args=[done.pk])
        return reverse("enrollment:receipts") + "?state=open"

    return act_page(
        request,
        title=_("Decide receipt %(number)s") % {"number": receipt.number},
        facts=[
            Fact(_("Payer"), receipt.payer or receipt.emp_no),
            Fact(_("Scheme"), name_of("insutype", receipt.insutype)),
            Fact(_("Months paid for"), f"{receipt.month:%Y-%m} – {receipt.last_month:%Y-%m}"),
            Fact(_("Amount"), f"{receipt.amount:,.2f}"),
            Fact(_("Still owed"), f"{from_fen(sum(one.left for one in months)):,.2f}"),
            Fact(_("Late fee of that day"), f"{from_fen(late_fee_of(receipt, months)):,.2f}"),
            Fact(_("Kind of difference"), receipt.get_difference_display()),
        ],
        form=form,
        do=do,
        label=_("Accept as it is") if known else _("It is this payer's"),
        said=_("The receipt is decided."),
        cancel_url=reverse("enrollment:receipts"),
    )


@requires(duty="register")
@once
def spend_advance(request: AgencyRequest, receipt_id: int) -> HttpResponseBase:
    """What a payer paid too much pays the months it owes now."""
    receipt = get_object_or_404(Receipt.objects.select_related("county__area", "payer"), pk=receipt_id)
    back = f"{reverse('enrollment:receipts')}?held=yes"

    def do() -> str:
        use_advance(receipt=receipt, acting_user=request.user)
        return back

    return act_page(
        request,
        title=_("Use the advance of receipt %(number)s") % {"number": receipt.number},
        facts=[
            Fact(_("Payer"), receipt.payer or receipt.emp_no),
            Fact(_("Scheme"), name_of("insutype", receipt.insutype)),
            Fact(_("Still held in advance"), f"{from_fen(advance_left(receipt)):,.2f}"),
        ],
        warnings=(_("The months the payer owes are paid out of it, the oldest first."),),
        do=do,
        label=_("Use it"),
        said=_("Paid out of the advance; the books follow with the next booking of receipts."),
        cancel_url=back,
    )
