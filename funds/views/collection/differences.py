"""The work list of collection: differences with owner and age, what explains them, how they were closed."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.access import requires
from config.codes import name_of
from config.display import money_text
from config.forms import Fact, act_page, once
from config.listing import Action, ChoiceFilter, Column, FlagFilter, Listing, MonthFilter, TextFilter
from funds.forms_collection import CloseForm, ExplainAllForm, ExplainForm, OwnerForm
from funds.models import CollectionDifference, CollectionRecord, CollectionSource, PayerGroup
from funds.services.fund_reconciliation import work
from institutions.access import AgencyRequest
from institutions.models import User
from institutions.views.institutions import counties_in_reach

from .month import READERS

TONES = {"open": "warn", "explained": "info", "closed": "ok", "settled": "plain"}
WORKERS = ("finance", "handle")
_OPEN = Q(state=CollectionDifference.State.OPEN)


def _scheme(row: Any) -> str:
    return str(name_of("insutype", row.insutype))


class CollectionDifferenceList(Listing):
    key = "collection-differences"
    title = gettext_lazy("Differences of collection")
    unit = gettext_lazy("yuan")
    columns = (
        Column("month", gettext_lazy("Month"), "month"),
        Column("key", gettext_lazy("Voucher number"), "code"),
        Column("kind", gettext_lazy("Kind of difference")),
        Column("source", gettext_lazy("At whom")),
        Column("state", gettext_lazy("State"), "badge", tone=TONES),
        Column("age", gettext_lazy("Age, days"), "number"),
        Column("owner", gettext_lazy("In charge")),
        Column("county", gettext_lazy("County")),
        Column("payer_group", gettext_lazy("Group of payers"), default=False),
        Column("insutype", gettext_lazy("Scheme"), get=_scheme, default=False),
        Column("payer_name", gettext_lazy("Payer"), default=False),
        Column("payer_no", gettext_lazy("Payer number"), "code", default=False),
        Column("tax", gettext_lazy("Tax"), "money", total=True),
        Column("treasury", gettext_lazy("Treasury (bank)"), "money", total=True),
        Column("finance", gettext_lazy("Finance office"), "money", total=True),
        Column("insurance", gettext_lazy("Medical insurance"), "money", total=True),
        Column("first_day", gettext_lazy("First day"), "date", default=False),
        Column("last_day", gettext_lazy("Last day"), "date", default=False),
        Column("explanation", gettext_lazy("Explanation"), default=False),
        Column("explained_by", gettext_lazy("Explained by"), default=False),
        Column("closing", gettext_lazy("How it was closed"), default=False),
        Column("closed_by", gettext_lazy("Closed by"), default=False),
    )
    filters = (
        TextFilter(
            "q",
            gettext_lazy("Voucher or payer"),
            lookups=("key", "payer_no", "payer_name__begins"),
            hint=gettext_lazy("number, or start of the name"),
        ),
        MonthFilter("month", gettext_lazy("Month")),
        ChoiceFilter("kind", gettext_lazy("Kind of difference"), choices=CollectionDifference.Kind),
        ChoiceFilter("source", gettext_lazy("At whom"), choices=CollectionSource),
        ChoiceFilter("state", gettext_lazy("State"), choices=CollectionDifference.State),
        ChoiceFilter("group", gettext_lazy("Group of payers"), field="payer_group", choices=PayerGroup),
        ChoiceFilter("county", gettext_lazy("County"), choices=counties_in_reach),
        FlagFilter("unowned", gettext_lazy("Without owner"), field="owner__isnull"),
    )
    order = "-pk"
    empty_title = gettext_lazy("No differences.")
    empty_hint = gettext_lazy("What the comparison of a month finds appears here until it is closed.")

    def rows(self) -> QuerySet[CollectionDifference]:
        return CollectionDifference.objects.select_related("county", "owner", "explained_by", "closed_by")

    def row_url(self, row: Any) -> str:
        return reverse("funds:collection_difference", args=[row.pk])

    def actions(self) -> list[Action]:
        if self.assignment is None or not set(WORKERS) & set(self.assignment.duties):
            return []
        explain_these = f"{reverse('funds:explain_differences')}?{self.parameters.urlencode()}"
        return [Action(gettext_lazy("Explain all of these"), explain_these)]


@requires(duty=READERS)
def difference_list(request: AgencyRequest) -> HttpResponseBase:
    return CollectionDifferenceList.respond(request)


class RecordList(Listing):
    key = "collection-records"
    title = gettext_lazy("Records of collection")
    unit = gettext_lazy("yuan")
    columns = (
        Column("day", gettext_lazy("Day"), "date"),
        Column("source", gettext_lazy("Told by")),
        Column("key", gettext_lazy("Voucher number"), "code"),
        Column("county", gettext_lazy("County")),
        Column("payer_group", gettext_lazy("Group of payers")),
        Column("insutype", gettext_lazy("Scheme"), get=_scheme),
        Column("payer_no", gettext_lazy("Payer number"), "code"),
        Column("payer_name", gettext_lazy("Payer")),
        Column("amount", gettext_lazy("Amount"), "money", total=True),
        Column("bundle", gettext_lazy("Number of the summary voucher"), "code", default=False),
    )
    filters = (
        TextFilter("q", gettext_lazy("Voucher number"), lookups=("key",)),
        MonthFilter("month", gettext_lazy("Month")),
        ChoiceFilter("source", gettext_lazy("Told by"), choices=CollectionSource),
        ChoiceFilter("group", gettext_lazy("Group of payers"), field="payer_group", choices=PayerGroup),
        ChoiceFilter("county", gettext_lazy("County"), choices=counties_in_reach),
    )
    order = "-pk"
    empty_title = gettext_lazy("Nobody told of receipts yet.")
    empty_hint = gettext_lazy("Import the sheets of tax, treasury and finance.")

    def rows(self) -> QuerySet[CollectionRecord]:
        return CollectionRecord.objects.select_related("county")


@requires(duty=READERS)
def record_list(request: AgencyRequest) -> HttpResponseBase:
    return RecordList.respond(request)


def difference_of(pk: int) -> CollectionDifference:
    related = ("county__parent", "owner", "explained_by", "closed_by")
    found: CollectionDifference = get_object_or_404(
        CollectionDifference.objects.select_related(*related), pk=pk
    )
    return found


def facts_of(one: CollectionDifference) -> list[Fact]:
    at = f" · {one.get_source_display()}" if one.source else ""
    told = [
        Fact(source.label, "—" if (amount := getattr(one, source.value)) is None else money_text(amount))
        for source in CollectionSource
    ]
    return [
        Fact(_("Voucher number"), one.key),
        Fact(_("Kind of difference"), f"{one.get_kind_display()}{at}"),
        Fact(_("County"), one.county),
        Fact(_("Payer"), f"{one.payer_name} {one.payer_no}".strip() or "—"),
        *told,
        Fact(_("Age, days"), one.age),
    ]


def _act(
    request: AgencyRequest, one: CollectionDifference, form: Any, do: Any, **page: Any
) -> HttpResponseBase:
    where = reverse("funds:collection_difference", args=[one.pk])

    def act() -> str:
        do(difference=one, acting_user=request.user, **form.cleaned_data)
        return where

    return act_page(request, facts=facts_of(one), form=form, do=act, cancel_url=where, **page)


@requires(duty=WORKERS)
@once
def give(request: AgencyRequest, collection_difference_id: int) -> HttpResponseBase:
    one = difference_of(collection_difference_id)
    places = [one.county_id, one.county.parent_id]
    owners = User.objects.filter(
        assignments__agency__in=places, assignments__period__contains=timezone.localdate()
    ).distinct()
    form = OwnerForm(request.POST or None, owners=owners, initial={"owner": one.owner_id or request.user.pk})
    return _act(
        request, one, form, work.give_to,
        title=_("Give the difference to somebody"), label=_("Give"), said=_("It has an owner."),
    )  # fmt: skip


@requires(duty=WORKERS)
@once
def explain(request: AgencyRequest, collection_difference_id: int) -> HttpResponseBase:
    one = difference_of(collection_difference_id)
    form = ExplainForm(request.POST or None, initial={"explanation": one.explanation})
    return _act(
        request, one, form, work.explain,
        title=_("Explain the difference"), label=_("Explain"), said=_("The difference is explained."),
    )  # fmt: skip


@requires(duty="review")
@once
def close(request: AgencyRequest, collection_difference_id: int) -> HttpResponseBase:
    one = difference_of(collection_difference_id)
    form = CloseForm(request.POST or None)
    return _act(
        request, one, form, work.close,
        title=_("Close the difference"), label=_("Close"), said=_("The difference is closed."),
    )  # fmt: skip


@requires(duty=WORKERS)
@once
def explain_all(request: AgencyRequest) -> HttpResponseBase:
    """All open ones of the list's filter, for one reason."""
    listing = CollectionDifferenceList(
        user=request.user, assignment=request.assignment, parameters=request.GET
    )
    chosen = CollectionDifference.objects.filter(pk__in=listing.filtered.values("pk")).filter(_OPEN)
    chosen = chosen.select_related("county__parent")
    count = chosen.count()
    form = ExplainAllForm(request.POST or None, initial={"seen": count})
    back = f"{reverse('funds:collection_differences')}?{request.GET.urlencode()}"

    def act() -> str:
        work.explain_all(differences=chosen, acting_user=request.user, **form.cleaned_data)
        return back

    return act_page(
        request,
        title=_("Explain all open differences of the list"),
        facts=[
            *(Fact(label, text) for label, text in listing.asked_lines()),
            Fact(_("Difference open"), f"{count:,}"),
        ],
        form=form,
        do=act,
        label=_("Explain"),
        said=_("The differences are explained."),
        cancel_url=back,
    )
