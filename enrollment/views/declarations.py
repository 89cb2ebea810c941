"""A payer's contribution statement of a month: on screen, in print, as a workbook."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.access import requires
from config.display import percent
from config.listing import ChoiceFilter, Column, Listing, MonthFilter, TextFilter
from enrollment.models import ContributionMonth, Declaration
from enrollment.reads.payer_file import with_paid
from institutions.views.institutions import counties_in_reach


class ContributionMonthList(Listing):
    key = "enrollment.contribution_months"
    title = gettext_lazy("Contribution statements")
    unit = gettext_lazy("yuan")
    columns = (
        Column("month", gettext_lazy("Month"), "month", sort="month"),
        Column("payer__emp_no", gettext_lazy("Payer number"), "code"),
        Column("payer__name", gettext_lazy("Payer's name")),
        Column("payer__county", gettext_lazy("County")),
        Column("heads", gettext_lazy("People"), "number", total=True),
        Column("base", gettext_lazy("Contribution base"), "money", total=True),
        Column("employer", gettext_lazy("Employer's contribution"), "money", total=True),
        Column("personal", gettext_lazy("Persons' contributions"), "money", total=True),
        Column("together", gettext_lazy("Owed together"), "money", get=lambda row: row.total),
        Column("paid", gettext_lazy("Paid in"), "money", get=lambda row: row.paid),
        Column("left", gettext_lazy("Still owed"), "money", get=lambda row: row.left),
    )
    filters = (
        MonthFilter("month", gettext_lazy("Month")),
        TextFilter("q", gettext_lazy("Payer"), lookups=("payer__emp_no", "payer__name__begins"),
                   hint=gettext_lazy("number or start of the name")),
        ChoiceFilter("payer__county", gettext_lazy("County"), choices=counties_in_reach),
    )  # fmt: skip
    order = "-month"
    empty_title = gettext_lazy("Nothing is declared yet.")
    empty_hint = gettext_lazy("Import a month's declarations to begin.")

    def rows(self) -> QuerySet[ContributionMonth]:
        return with_paid(ContributionMonth.objects.filter(whole_year=False).select_related("payer__county"))

    def row_url(self, row: ContributionMonth) -> str:
        return reverse("enrollment:contribution_month", args=[row.pk])


class StatementLines(Listing):
    key = "enrollment.contribution_month"
    title = gettext_lazy("Contribution statement")
    unit = gettext_lazy("yuan")
    template = "enrollment/contribution_month.html"
    columns = (
        Column("person__psn_no", gettext_lazy("Person number"), "code", sort="person__psn_no"),
        Column("person__psn_name", gettext_lazy("Full name")),
        Column("person__certno", gettext_lazy("Certificate number"), "masked"),
        Column("wage", gettext_lazy("Declared wage"), "money", total=True),
        Column("base", gettext_lazy("Contribution base"), "money", total=True),
        Column("personal", gettext_lazy("Person's contribution"), "money", total=True),
    )
    filters = (
        TextFilter("q", gettext_lazy("Person"), lookups=("person__psn_no", "person__certno"),
                   hint=gettext_lazy("person or certificate number")),
    )  # fmt: skip
    order = "person__psn_no"

    def rows(self) -> QuerySet[Declaration]:
        of = ContributionMonth.objects.get(pk=self.given["statement"])
        return Declaration.objects.filter(
            payer_id=of.payer_id, insutype=of.insutype, month=of.month
        ).select_related("person")

    def heading(self) -> str:
        of = ContributionMonth.objects.select_related("payer").get(pk=self.given["statement"])
        return _("%(payer)s, contributions of %(month)s: employer %(employer)s, persons %(personal)s") % {
            "payer": of.payer,
            "month": of.label,
            "employer": f"{of.employer:,.2f}",
            "personal": f"{of.personal:,.2f}",
        }

    def row_url(self, row: Declaration) -> str:
        return reverse("enrollment:person", args=[row.person_id])


@requires()
def contribution_months(request: HttpRequest) -> HttpResponseBase:
    return ContributionMonthList.respond(request)


@requires()
def contribution_month(request: HttpRequest, contribution_month_id: int) -> HttpResponseBase:
    statement = get_object_or_404(
        with_paid(ContributionMonth.objects.select_related("payer")), pk=contribution_month_id
    )
    context = {
        "statement": statement,
        "employer_rate": percent(statement.employer_rate),
        "personal_rate": percent(statement.personal_rate),
    }
    return StatementLines.respond(request, context=context, statement=contribution_month_id)
