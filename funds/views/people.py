"""What is owed to people, and putting it into batches for the bank."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Count, QuerySet, Sum
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from claims.models import Payable
from claims.services import payables
from config.access import requires
from config.codes import name_of
from config.forms import Fact, act_page, once
from config.listing import Action, ChoiceFilter, Column, DaysFilter, Listing, TextFilter
from config.listing.tables import Table
from funds.reads.paybacks import under_way_again
from funds.services.persons.payers import payer_of
from funds.services.persons.prepare import prepare_person_payments
from institutions.access import AgencyRequest
from institutions.models import Agency
from institutions.policy.gaps import describe_gap
from institutions.rules.policy_tables import PolicyGap
from institutions.views.institutions import counties_in_reach

READERS = ("finance", "approve", "review", "audit", "handle")
TONES = {"ready": "warn", "ordered": "info", "paid": "ok", "failed": "bad"}


def case_address(payable: Payable) -> str | None:
    """The page of what the amount is owed for."""
    if payable.reimbursement_id:
        return reverse("claims:reimbursement", args=[payable.reimbursement_id])
    if payable.refund_id:
        return reverse("enrollment:refund", args=[payable.refund_id])
    if payable.account_request_id:
        return reverse("claims:payable", args=[payable.pk])
    if payable.follows_id:
        return reverse("claims:reimbursement", args=[payable.follows_id])
    if payable.allowance_id:
        return reverse("claims:maternity_allowance", args=[payable.allowance_id])
    return None


class PayableList(Listing):
    key = "payables"
    title = _("Owed to people")
    unit = _("yuan")
    columns = (
        Column("number", _("Number"), "code", sort="number"),
        Column("dfr_souc", _("For")),
        Column(
            "state",
            _("State"),
            "badge",
            get=lambda row: _t("Issued again") if row.again else row.shown_state,
            tone=lambda row: "bad" if row.sent_back else "info" if row.again else TONES[row.state],
        ),
        Column("psn_name", _("Full name")),
        Column("insutype", _("Scheme"), get=lambda row: name_of("insutype", row.insutype)),
        Column("insu_county", _("Insured in")),
        Column("handling_county", _("Handled at"), default=False),
        Column("account__account_name", _("Account name")),
        Column("account__account_no", _("Account number"), "account"),
        Column("amount", _("Amount"), "money", total=True),
        Column("offset", _("Kept back"), "money", total=True),
        Column("due_on", _("To be finished by"), "date"),
        Column("paid_on", _("Paid on"), "date"),
        Column("failure_reason", _("Bank's reason")),
    )
    filters = (
        TextFilter(
            "q", _("Number or person"), lookups=("number", "psn_no", "psn_name"), hint=_("number or name")
        ),
        ChoiceFilter("state", _("State"), choices=Payable.State),
        ChoiceFilter("kind", _("For"), field="dfr_souc", choices=Payable.Kind),
        ChoiceFilter("insu", _("Insured in"), field="insu_county", choices=counties_in_reach),
        DaysFilter("paid_on", _("Paid on")),
    )
    order = "-number"
    empty_title = _("Nothing is owed to people.")
    empty_hint = _("What the counters have reviewed appears here and waits for its payment.")

    def rows(self) -> QuerySet[Payable]:
        owed = Payable.objects.select_related("insu_county", "handling_county", "account")
        return owed.annotate(again=under_way_again("payable"))

    def row_url(self, row: Payable) -> str | None:
        return case_address(row)

    def row_css(self, row: Payable) -> str:
        late = row.state != "paid" and row.due_on is not None and row.due_on < timezone.localdate()
        return "late" if late else ""

    def actions(self) -> Iterable[Action]:
        if self.assignment and "finance" in self.assignment.duties:
            yield Action(_("Prepare a batch"), reverse("funds:prepare_people"), main=True)


@requires(duty=READERS)
def payable_list(request: AgencyRequest) -> HttpResponseBase:
    return PayableList.respond(request)


def waiting_by_payer() -> dict[tuple[int, str], dict[str, Any]]:
    """What waits, by (payer, scheme): payer, count, sum."""
    groups: dict[tuple[int, str], dict[str, Any]] = {}
    sums = (
        payables.ready()
        .order_by()
        .values("insu_county_id", "insutype")
        .annotate(count=Count("pk"), owed=Sum("amount"), kept_back=Sum("offset"))
    )
    counties = Agency.objects.select_related("area").in_bulk([row["insu_county_id"] for row in sums])
    for row in sums:
        payer = payer_of(counties[row["insu_county_id"]])
        group = groups.setdefault(
            (payer.pk, row["insutype"]),
            {"payer": payer, "insutype": row["insutype"], "count": 0, "amount": 0},
        )
        group["count"] += row["count"]
        group["amount"] += row["owed"] - row["kept_back"]
    return groups


class PrepareForm(forms.Form):
    """Which payer and scheme; only what waits can be chosen."""

    batch = forms.ChoiceField(label=_("Payer and scheme"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, groups: dict[tuple[int, str], dict[str, Any]], **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["batch"]
        field.choices = [
            (
                f"{payer}-{insutype}",
                _t("%(payer)s · %(scheme)s: %(count)s payments, %(amount)s yuan")
                % {
                    "payer": group["payer"],
                    "scheme": name_of("insutype", insutype),
                    "count": group["count"],
                    "amount": f"{group['amount']:,.2f}",
                },
            )
            for (payer, insutype), group in groups.items()
        ]
        field.initial = field.choices[0][0] if field.choices else None


@requires(duty="finance")
@once
def prepare(request: AgencyRequest) -> HttpResponseBase:
    """One batch of all that a payer owes people of a scheme."""
    try:
        groups = waiting_by_payer()
        gap = ""
    except PolicyGap as missing:
        groups, gap = {}, describe_gap(str(missing))
    form = PrepareForm(request.POST or None, groups=groups)

    def make() -> str:
        payer, insutype = form.cleaned_data["batch"].split("-")
        group = groups[int(payer), insutype]
        batch = prepare_person_payments(
            payer=group["payer"],
            insutype=insutype,
            acting_user=request.user,
        )
        return reverse("funds:batch", args=[batch.pk])

    return act_page(
        request,
        title=_t("Prepare payments to people"),
        facts=[Fact(_t("Waiting to be paid"), sum(group["count"] for group in groups.values()))],
        affects=Table(
            _t("Longest waiting"),
            PayableList.columns[:9],
            payables.ready()
            .select_related("insu_county", "account")
            .annotate(again=under_way_again("payable"))[:20],
        ),
        warnings=_warnings(gap),
        form=form,
        do=make,
        label=_t("Prepare a batch"),
        said=_t("The batch is prepared."),
        cancel_url=reverse("funds:payables"),
    )


def _warnings(gap: str) -> list[str]:
    approval = _t("The batch needs another person's approval before it goes to the bank.")
    return [gap, approval] if gap else [approval]
