"""Policy notices: what came into force, when and why; which county has read it and carries it out (NB-28)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.access import requires
from config.forms import Fact, act_page, once
from config.listing import Column, Listing, TextFilter
from config.listing.tables import Table
from institutions.access import AgencyRequest
from institutions.forms_policy import ExecutedForm
from institutions.models import Agency, Duty, PolicyProposal, PolicyReceipt, PolicyVersion
from institutions.services.policy_notices import notices_in, say_executed, say_read


class NoticeList(Listing):
    key = "institutions.policy_notices"
    title = gettext_lazy("Policy notices")
    columns = (
        Column("document__title", gettext_lazy("Document")),
        Column("document__number", gettext_lazy("Document number")),
        Column("number", gettext_lazy("Version"), "number"),
        Column("changed_from", gettext_lazy("In force from"), "date", get=lambda row: _first(row)),
        Column("put_in_force_at", gettext_lazy("Put in force at"), "minute"),
        Column("reason", gettext_lazy("Why it changes")),
        Column(
            "back", gettext_lazy("Reaches back"), "badge",
            get=lambda row: _("Reaches back") if row.retroactive else "", tone=lambda row: "warn",
        ),
        Column("read", gettext_lazy("Counties that read it"), "number"),
        Column("executed", gettext_lazy("Counties that carry it out"), "number"),
    )  # fmt: skip
    filters = (TextFilter("q", gettext_lazy("Document"), lookups=("document__title__contains",)),)
    order = "-put_in_force_at"
    empty_title = gettext_lazy("No policy came into force yet.")
    empty_hint = gettext_lazy("The city drafts, reviews and puts policy in force; counties read it here.")

    def rows(self) -> QuerySet[Any]:
        if self.assignment is None:
            return PolicyVersion.objects.none()
        agency = self.assignment.agency
        mine = Q(receipts__area=agency.area)
        if agency.level == Agency.Level.COUNTY:
            mine &= Q(receipts__county=agency)
        return notices_in(agency.area).annotate(
            read=Count("receipts", filter=mine),
            executed=Count("receipts", filter=mine & Q(receipts__executed_on__isnull=False)),
        )

    def row_url(self, row: PolicyVersion) -> str:
        return reverse("institutions:policy_notice", args=[row.pk])


def _first(version: PolicyVersion) -> Any:
    """First day on which anything is otherwise than before."""
    return version.changed_from or version.effective_from


@requires()
def notices(request: AgencyRequest) -> HttpResponseBase:
    return NoticeList.respond(request)


def _notice_or_404(request: AgencyRequest, pk: int) -> PolicyVersion:
    area = request.assignment.agency.area
    found: PolicyVersion = get_object_or_404(notices_in(area), pk=pk)
    return found


@requires()
def notice(request: AgencyRequest, policy_notice_id: int) -> HttpResponseBase:
    version = _notice_or_404(request, policy_notice_id)
    context = {
        "title": version.document.title, "version": version, "facts": _facts(version),
        "counties": _counties(request, version), "proposals": _proposals(version), "acts": _acts(request, version),
        "before": version.document.versions.filter(number__lt=version.number).order_by("-number").first(),
    }  # fmt: skip
    return render(request, "institutions/policy_notice.html", context)


def _facts(version: PolicyVersion) -> list[Fact]:
    return [
        Fact(_("Document number"), version.document.number or "—"),
        Fact(_("Version"), version.number),
        Fact(_("In force from"), _first(version)),
        Fact(_("Why it changes"), version.reason or "—"),
        Fact(_("Why it reaches back"), version.retroactive or "—"),
        Fact(_("Prepared by"), version.prepared_by),
        Fact(_("Reviewed by"), version.reviewed_by),
        Fact(_("Put in force by"), version.put_in_force_by or "—"),
    ]


def _counties(request: AgencyRequest, version: PolicyVersion) -> Table:
    """Every county the reader sees: read, carried out, or not yet."""
    agency = request.assignment.agency
    counties: Iterable[Agency] = Agency.objects.filter(area=agency.area, level=Agency.Level.COUNTY).order_by(
        "code"
    )
    if agency.level == Agency.Level.COUNTY:
        counties = [agency]
    of = {
        one.county_id: one
        for one in PolicyReceipt.objects.filter(version=version).select_related("read_by", "executed_by")
    }
    rows = [(county, of.get(county.pk)) for county in counties]

    def column(name: str, title: str, kind: str = "text") -> Column:
        return Column(name, title, kind, get=lambda row: getattr(row[1], name) if row[1] else None)

    columns = (
        Column("county", _("County"), get=lambda row: row[0]),
        column("read_on", _("Read on"), "date"),
        column("read_by", _("Read by")),
        column("executed_on", _("Carried out on"), "date"),
        column("executed_by", _("Carried out, says")),
        column("how", _("How it is carried out")),
    )
    return Table(_("Counties"), columns, rows)


def _proposals(version: PolicyVersion) -> Table:
    columns = (
        Column("title", _("What is proposed"), link=lambda row: row.get_absolute_url()),
        Column("county", _("County")),
        Column("answer_number", _("Number of the reply")),
    )
    adopted = PolicyProposal.objects.filter(adopted_in=version).select_related("county")
    return Table(_("Proposals of counties adopted in it"), columns, list(adopted))


def _acts(request: AgencyRequest, version: PolicyVersion) -> list[tuple[str, str]]:
    agency, duties = request.assignment.agency, set(request.assignment.duties)
    if agency.level != Agency.Level.COUNTY:
        return []
    receipt = PolicyReceipt.objects.filter(version=version, county=agency).first()
    if receipt is None:
        address = reverse("institutions:read_policy_notice", args=[version.pk])
        return [(_("We have read it"), address)] if Duty.HANDLE in duties else []
    if receipt.executed_on is None and Duty.REVIEW in duties and receipt.read_by_id != request.user.pk:
        return [(_("We carry it out"), reverse("institutions:execute_policy_notice", args=[version.pk]))]
    return []


@requires(duty="handle", levels="county")
@once
def read(request: AgencyRequest, policy_notice_id: int) -> HttpResponseBase:
    version, county = _notice_or_404(request, policy_notice_id), request.assignment.agency
    address = reverse("institutions:policy_notice", args=[version.pk])

    def do() -> str:
        say_read(version=version, county=county, acting_user=request.user)
        return address

    return act_page(
        request, title=_("We have read it"), facts=[Fact(_("Document"), version), *_facts(version)], do=do,
        said=_("The city sees that your county has read it."), cancel_url=address,
    )  # fmt: skip


@requires(duty="review", levels="county")
@once
def executed(request: AgencyRequest, policy_notice_id: int) -> HttpResponseBase:
    version, county = _notice_or_404(request, policy_notice_id), request.assignment.agency
    address, form = (
        reverse("institutions:policy_notice", args=[version.pk]),
        ExecutedForm(request.POST or None),
    )

    def do() -> str:
        say_executed(version=version, county=county, acting_user=request.user, **form.cleaned_data)
        return address

    return act_page(
        request, title=_("We carry it out"), facts=[Fact(_("Document"), version), *_facts(version)], form=form,
        do=do, said=_("The city sees that your county carries it out."), cancel_url=address,
    )  # fmt: skip
