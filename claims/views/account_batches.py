"""Monthly credits, yearly interest, entries from sheets: start, look through, review, discard."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet, Sum
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import AccountBatch, AccountBatchLine, AccountMovement
from claims.services.personal_accounts.batches import (
    discard_batch,
    review_batch,
    start_credits,
    start_interest,
)
from config.access import requires
from config.codes import name_of
from config.forms import Fact, MonthField, act_page, once
from config.listing import Action, ChoiceFilter, Column, Listing, Table
from config.models import Job
from config.periods import Month
from config.views.jobs import progress_context
from institutions.access import AgencyRequest

READERS = ("handle", "review", "audit", "finance")
TONES = {"preparing": "info", "prepared": "warn", "posting": "info", "posted": "ok", "discarded": "plain"}
LEFT_OUT = {
    "no_base": gettext_lazy("no contribution base for the month"),
    "no_rule": gettext_lazy("the policy has no rule for the kind of person"),
    "nothing": gettext_lazy("nothing to move"),
    "credited": gettext_lazy("done before"),
    "closed": gettext_lazy("account closed"),
}


def page_of(batch: AccountBatch) -> str:
    return reverse("claims:account_batch", args=[batch.pk])


class AccountBatchList(Listing):
    key = "account-batches"
    title = gettext_lazy("Credits and interest")
    unit = gettext_lazy("yuan")
    columns = (
        Column("period", gettext_lazy("Period"), "code"),
        Column("kind", gettext_lazy("What for"), get=lambda row: row.get_kind_display()),
        Column("insutype", gettext_lazy("Scheme"), get=lambda row: name_of("insutype", row.insutype)),
        Column(
            "state",
            gettext_lazy("State"),
            "badge",
            get=lambda row: row.get_state_display(),
            tone=lambda row: TONES[row.state],
        ),
        Column("lines", gettext_lazy("Accounts"), "number"),
        Column("total", gettext_lazy("Amount"), "money"),
        Column("prepared_by", gettext_lazy("Prepared by")),
        Column("prepared_at", gettext_lazy("Prepared at"), "minute"),
        Column("reviewed_by", gettext_lazy("Reviewed by")),
    )
    filters = (
        ChoiceFilter("kind", gettext_lazy("What for"), choices=AccountBatch.Kind),
        ChoiceFilter("state", gettext_lazy("State"), choices=AccountBatch.State),
    )
    empty_title = gettext_lazy("No account has been credited yet.")
    empty_hint = gettext_lazy("Import the month's contribution bases, then have the credits prepared.")

    def rows(self) -> QuerySet[AccountBatch]:
        return AccountBatch.objects.select_related("prepared_by", "reviewed_by")

    def row_url(self, row: AccountBatch) -> str:
        return page_of(row)

    def actions(self) -> list[Action]:
        if self.assignment is None or "handle" not in self.assignment.duties:
            return []
        if self.assignment.agency.level != "city":
            return []
        return [
            Action(gettext_lazy("Prepare interest"), reverse("claims:start_interest")),
            Action(gettext_lazy("Prepare credits"), reverse("claims:start_credits"), main=True),
        ]


@requires(duty=READERS)
def batch_list(request: AgencyRequest) -> HttpResponseBase:
    return AccountBatchList.respond(request)


PERSON = (
    Column("psn_no", gettext_lazy("Person number"), "code", get=lambda row: _person(row).psn_no),
    Column("psn_name", gettext_lazy("Full name"), get=lambda row: _person(row).psn_name),
    Column("county", gettext_lazy("County"), get=lambda row: _person(row).county),
)


def _person(row: Any) -> Any:
    return row.person if isinstance(row, AccountBatchLine) else row.account.person


class AccountBatchPage(Listing):
    """A batch's lines while it waits, its movements once they are posted."""

    key = "account-batch"
    title = gettext_lazy("Batch of account movements")
    unit = gettext_lazy("yuan")
    template = "claims/account_batch.html"
    columns = (
        *PERSON,
        Column("kind", gettext_lazy("Kind"), get=lambda row: row.get_kind_display()),
        Column("psn_type", gettext_lazy("Person category"),
               get=lambda row: name_of("psn_type", row.psn_type) if getattr(row, "psn_type", "") else ""),
        Column("age", gettext_lazy("Age"), "number", get=lambda row: getattr(row, "age", None)),
        Column("base", gettext_lazy("Contribution base"), "money"),
        Column("amount", gettext_lazy("Amount"), "money", total=True),
        Column("day", gettext_lazy("Day"), "date"),
        Column("note", gettext_lazy("Note"), default=False),
    )  # fmt: skip
    order = "pk"
    empty_title = gettext_lazy("No lines.")
    empty_hint = gettext_lazy("Nobody of your counties is in this batch, or it is still being prepared.")

    @property
    def batch(self) -> AccountBatch:
        return AccountBatch.objects.get(pk=self.given["batch"])

    def heading(self) -> str:
        batch = self.batch
        return f"{batch.get_kind_display()} {batch.period} · {name_of('insutype', batch.insutype)}"

    def rows(self) -> QuerySet[Any]:
        batch = self.batch
        lines = AccountBatchLine.objects.filter(batch=batch).select_related("person__county")
        if batch.state != AccountBatch.State.POSTED:
            return lines
        return AccountMovement.objects.filter(batch=batch).select_related("account__person__county")


@requires(duty=READERS)
def batch_page(request: AgencyRequest, batch_id: int) -> HttpResponseBase:
    batch = _batch(batch_id)
    job = Job.objects.filter(pk=batch.job_id or 0).first()
    assignment = request.assignment
    at_city = assignment.agency.level == "city"
    waits = batch.state == AccountBatch.State.PREPARED
    running = job is not None and job.state in Job.UNFINISHED
    context: dict[str, Any] = {
        "batch": batch,
        "state_tone": TONES[batch.state],
        "scheme": name_of("insutype", batch.insutype),
        "left_out": [(LEFT_OUT.get(reason, reason), count) for reason, count in batch.left_out.items()],
        "may_review": waits and at_city and "review" in assignment.duties and batch.lines > 0,
        "may_discard": batch.state in ("preparing", "prepared", "posting")
        and not running
        and at_city
        and bool({"handle", "review"} & set(assignment.duties)),
        "running": running,
    }
    # The progress of a job is its owner's to see; the others see that it runs.
    if job is not None and job.owner_id == request.user.pk and (running or job.state == Job.State.FAILED):
        context |= progress_context(job)
    return AccountBatchPage.respond(request, batch=batch.pk, context=context)


class CreditsForm(forms.Form):
    month = MonthField(label=gettext_lazy("Month"))
    insutype = forms.ChoiceField(label=gettext_lazy("Scheme"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["insutype"].choices = _schemes()  # type: ignore[attr-defined]


class InterestForm(forms.Form):
    year = forms.IntegerField(label=gettext_lazy("Year"), min_value=1990, max_value=2999)
    insutype = forms.ChoiceField(label=gettext_lazy("Scheme"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["insutype"].choices = _schemes()  # type: ignore[attr-defined]


def _schemes() -> list[tuple[str, str]]:
    return [(scheme, name_of("insutype", scheme)) for scheme in ("310", "340", "390")]


@requires(duty="handle", levels={"city"})
@once
def credits(request: AgencyRequest) -> HttpResponseBase:
    """Have a month's credits prepared."""
    before = Month.of(timezone.localdate()).previous
    form = CreditsForm(request.POST or None, initial={"month": before, "insutype": "310"})
    assignment = request.assignment
    return act_page(
        request,
        title=_("Prepare monthly credits"),
        facts=[Fact(_("Pooling area"), assignment.agency.area)],
        warnings=[_("Everybody covered is credited by the policy's rule; who was credited already is passed over. "
                    "Nothing moves before a second person's review.")],
        form=form,
        do=lambda: page_of(start_credits(area=assignment.agency.area, acting_user=request.user,
                                         **form.cleaned_data)),
        label=_("Prepare"),
        said=_("The credits are being prepared."),
        cancel_url=reverse("claims:account_batches"),
    )  # fmt: skip


@requires(duty="handle", levels={"city"})
@once
def interest(request: AgencyRequest) -> HttpResponseBase:
    """Have a year's interest prepared."""
    form = InterestForm(
        request.POST or None, initial={"year": timezone.localdate().year - 1, "insutype": "310"}
    )
    assignment = request.assignment
    return act_page(
        request,
        title=_("Prepare yearly interest"),
        facts=[Fact(_("Pooling area"), assignment.agency.area)],
        warnings=[_("Interest is reckoned on the balances of the whole year and dated its last day. "
                    "Nothing moves before a second person's review.")],
        form=form,
        do=lambda: page_of(start_interest(area=assignment.agency.area, acting_user=request.user,
                                          **form.cleaned_data)),
        label=_("Prepare"),
        said=_("The interest is being prepared."),
        cancel_url=reverse("claims:account_batches"),
    )  # fmt: skip


BY_COUNTY = (
    Column("person__county__name", gettext_lazy("County")),
    Column("amount", gettext_lazy("Amount"), "money"),
)


@requires(duty="review", levels={"city"})
@once
def review(request: AgencyRequest, batch_id: int) -> HttpResponseBase:
    """What will move, by county, then a second person's word."""
    batch = _batch(batch_id)
    by_county = (
        AccountBatchLine.objects.filter(batch=batch)
        .order_by("person__county__code")
        .values("person__county__name")
        .annotate(amount=Sum("amount"))
    )
    left_out = [(LEFT_OUT.get(reason, reason), count) for reason, count in batch.left_out.items()]
    return act_page(
        request,
        title=_("Review the batch"),
        facts=[
            Fact(_("What for"), f"{batch.get_kind_display()} {batch.period}"),
            Fact(_("Scheme"), name_of("insutype", batch.insutype)),
            Fact(_("Accounts"), f"{batch.lines:,}"),
            Fact(_("Amount, yuan"), f"{batch.total:,.2f}"),
            *(
                Fact(_("Left out: %(reason)s") % {"reason": reason}, f"{count:,}")
                for reason, count in left_out
            ),
            Fact(_("Prepared by"), batch.prepared_by),
        ],
        affects=Table(_("County"), BY_COUNTY, list(by_county), totals={"amount": batch.total}),
        warnings=[_("The movements are posted for good; what is wrong is put right by further movements.")],
        do=lambda: page_of(review_batch(batch=batch, acting_user=request.user)),
        label=_("Confirm and post"),
        said=_("The movements are being posted."),
        cancel_url=page_of(batch),
    )


@requires(duty={"handle", "review"}, levels={"city"})
@once
def discard(request: AgencyRequest, batch_id: int) -> HttpResponseBase:
    batch = _batch(batch_id)
    return act_page(
        request,
        title=_("Discard the batch"),
        facts=[
            Fact(_("What for"), f"{batch.get_kind_display()} {batch.period}"),
            Fact(_("Accounts"), f"{batch.lines:,}"),
            Fact(_("Amount, yuan"), f"{batch.total:,.2f}"),
        ],
        warnings=[_("What has not moved does not move; what has moved stays.")],
        do=lambda: page_of(discard_batch(batch=batch, acting_user=request.user)),
        label=_("Discard"),
        said=_("The batch is discarded."),
        danger=True,
        cancel_url=page_of(batch),
    )


def _batch(batch_id: int) -> AccountBatch:
    return get_object_or_404(
        AccountBatch.objects.select_related("area", "prepared_by", "reviewed_by"), pk=batch_id
    )
