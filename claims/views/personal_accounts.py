"""Personal accounts: the list, one account's year (screen, paper, workbook), the panel of the person file."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import AccountRequest, FamilyAuthorisation, PersonalAccount
from claims.reads.personal_accounts import AccountStatement, statement_of, years_of
from claims.spreadsheets.account_statement import statement_workbook
from config.access import requires
from config.codes import name_of
from config.listing import Action, ChoiceFilter, Column, FlagFilter, Listing
from config.scoping import system_scope
from config.spreadsheets.web import workbook_answer
from enrollment.views.people import person_filter
from institutions.access import AgencyRequest
from institutions.views.institutions import counties_in_reach


def page_of(account_id: int) -> str:
    return reverse("claims:personal_account", args=[account_id])


class PersonalAccountList(Listing):
    key = "personal-accounts"
    title = gettext_lazy("Personal accounts")
    unit = gettext_lazy("yuan")
    columns = (
        Column("person__psn_no", gettext_lazy("Person number"), "code"),
        Column("person__psn_name", gettext_lazy("Full name")),
        Column("person__certno", gettext_lazy("Certificate number"), "masked"),
        Column("person__county", gettext_lazy("County of registration")),
        Column("insutype", gettext_lazy("Scheme"), get=lambda row: name_of("insutype", row.insutype)),
        Column("balance", gettext_lazy("Own account"), "money", sort="balance", total=True),
        Column("family_balance", gettext_lazy("Family's share"), "money", total=True),
        Column("opened_on", gettext_lazy("Opened on"), "date"),
        Column("closed_on", gettext_lazy("Closed on"), "date", default=False),
    )
    filters = (
        person_filter(),
        ChoiceFilter("county", gettext_lazy("County"), field="person__county", choices=counties_in_reach),
        FlagFilter("family", gettext_lazy("With a family share"), when=Q(family_balance__gt=0)),
        FlagFilter("closed", gettext_lazy("Closed"), when=Q(closed_on__isnull=False)),
    )
    order = "pk"
    empty_title = gettext_lazy("No personal accounts yet.")
    empty_hint = gettext_lazy(
        "They open with the first monthly credit, or with the import of opening balances."
    )

    def rows(self) -> QuerySet[PersonalAccount]:
        return PersonalAccount.objects.select_related("person__county")

    def row_url(self, row: PersonalAccount) -> str:
        return page_of(row.pk)

    def actions(self) -> list[Action]:
        return [Action(gettext_lazy("Credits and interest"), reverse("claims:account_batches"))]


@requires()
def account_list(request: AgencyRequest) -> HttpResponseBase:
    return PersonalAccountList.respond(request)


def _account(account_id: int) -> PersonalAccount:
    return get_object_or_404(
        PersonalAccount.objects.select_related("person__county__area", "person__county__parent"),
        pk=account_id,
    )


def _statement(request: AgencyRequest, account_id: int) -> AccountStatement:
    account = _account(account_id)
    years = years_of(account)
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else years[0]
    if year not in years:
        raise Http404
    return statement_of(account, year)


@requires()
def account_page(request: AgencyRequest, account_id: int) -> HttpResponse:
    """One account: what it holds, a year's statement, with whom it is shared, what waits. ``?print`` for paper."""
    statement = _statement(request, account_id)
    account, person = statement.account, statement.account.person
    today = timezone.localdate()
    duties = set(request.assignment.duties)
    context: dict[str, Any] = {
        "title": _("Personal account of %(person)s") % {"person": person.psn_name},
        "account": account,
        "person": person,
        "scheme": name_of("insutype", account.insutype),
        "statement": statement,
        "years": years_of(account),
        "agency": person.county,
        "period": str(statement.year),
        "printed_at": timezone.now(),
        "maker": request.user,
        "back_url": f"{page_of(account.pk)}?year={statement.year}",
    }
    if "print" in request.GET:
        return render(request, "claims/personal_account_print.html", context)
    context |= {
        "today": today,
        "may_handle": "handle" in duties and account.closed_on is None,
        "may_review": "review" in duties,
        "authorisations": _authorisations(account),
        "requests": AccountRequest.objects.filter(account=account).select_related(
            "handled_by", "reviewed_by"
        )[:50],
    }
    return render(request, "claims/personal_account.html", context)


def _authorisations(account: PersonalAccount) -> list[dict[str, Any]]:
    """Whom the account is shared with, by whom it is given to, and whether that still holds."""
    today = timezone.localdate()
    # The other person may belong to another county: their name is shown, as both movements tell it.
    with system_scope():
        found = list(
            FamilyAuthorisation.objects.filter(
                Q(donor=account.person_id, insutype=account.insutype) | Q(relative=account.person_id)
            )
            .select_related("donor", "relative", "handled_by")
            .order_by("-pk")
        )
    return [
        {
            "row": one,
            "gives": one.donor_id == account.person_id,
            "other": one.relative if one.donor_id == account.person_id else one.donor,
            "in_force": one.period.upper is None or one.period.upper > today,
        }
        for one in found
    ]


@requires()
def account_xlsx(request: AgencyRequest, account_id: int) -> HttpResponseBase:
    statement = _statement(request, account_id)
    name = f"{statement.account.person.psn_no}-{statement.year}"
    return workbook_answer(statement_workbook(statement), name)


def accounts_of_person(request: AgencyRequest, person: Any) -> dict[str, Any]:
    """Panel of the person file: the accounts and what they hold."""
    accounts = PersonalAccount.objects.filter(person=person).order_by("insutype")
    assignment = request.assignment
    return {
        "accounts": [(account, name_of("insutype", account.insutype)) for account in accounts],
        "may_open": not accounts and assignment is not None and "handle" in assignment.duties,
    }
