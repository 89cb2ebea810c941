"""The list of payers, a payer's file and its members."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.access import requires
from config.forms import act_page, once
from config.listing import Action, ChoiceFilter, Column, FlagFilter, Listing, TextFilter
from config.search import Hit
from enrollment.models import Membership, Payer
from enrollment.payer_forms import NewPayerForm, PayerForm, counties_of
from enrollment.reads.payer_file import file_of
from enrollment.services.payers.keep import change_payer, register_payer
from enrollment.views.counters import CounterFilter, counters_in_reach
from institutions.access import AgencyRequest
from institutions.views.institutions import counties_in_reach


def find_payers(text: str, user: Any) -> Iterator[Hit]:
    """Search provider: by payer number, credit code, or start of the name."""
    asked = text.strip()
    found = Payer.objects.filter(
        Q(emp_no=asked) | Q(emp_no=asked.upper()) | Q(uscc=asked.upper()) | Q(name__begins=asked)
    )
    for payer in found.select_related("county").order_by("emp_no"):
        yield Hit(
            payer.name, reverse("enrollment:payer", args=[payer.pk]), f"{payer.emp_no} · {payer.county}"
        )


def may_register(assignment: Any) -> bool:
    return "register" in assignment.duties


class PayerList(Listing):
    key = "enrollment.payers"
    title = gettext_lazy("Payers")
    columns = (
        Column("emp_no", gettext_lazy("Payer number"), "code", sort="emp_no"),
        Column("name", gettext_lazy("Payer's name"), sort="name"),
        Column("kind", gettext_lazy("Kind of payer"), get=lambda row: row.get_kind_display()),
        Column("uscc", gettext_lazy("Credit code"), "code"),
        Column("county", gettext_lazy("County")),
        Column("counter", gettext_lazy("Service counter"), get=lambda row: row.counter or row.county),
        Column("since", gettext_lazy("Registered from"), "date", get=lambda row: row.period.lower),
        Column("until", gettext_lazy("Ends before"), "date", get=lambda row: row.period.upper),
        Column("conts", gettext_lazy("Contact"), default=False),
        Column("tel", gettext_lazy("Telephone"), "telephone", default=False),
        Column("addr", gettext_lazy("Address"), get=lambda row: row.shown_address, default=False),
    )
    filters = (
        TextFilter(
            "q",
            gettext_lazy("Payer"),
            lookups=("emp_no", "uscc", "name__begins"),
            hint=gettext_lazy("number, credit code or start of the name"),
        ),
        ChoiceFilter("kind", gettext_lazy("Kind of payer"), choices=Payer.Kind),
        ChoiceFilter("county", gettext_lazy("County"), choices=counties_in_reach),
        CounterFilter("counter", gettext_lazy("Service counter"), choices=counters_in_reach),
    )
    order = "emp_no"
    empty_title = gettext_lazy("No payer is registered yet.")
    empty_hint = gettext_lazy("Import a list of payers, or register one.")

    def rows(self) -> QuerySet[Payer]:
        return Payer.objects.select_related("county", "counter")

    def row_url(self, row: Payer) -> str:
        return reverse("enrollment:payer", args=[row.pk])

    def actions(self) -> Iterable[Action]:
        if may_register(self.assignment):
            yield Action(_("Register a payer"), reverse("enrollment:new_payer"), main=True)


class MemberList(Listing):
    key = "enrollment.members"
    title = gettext_lazy("Members")
    columns = (
        Column("person__psn_no", gettext_lazy("Person number"), "code", sort="person__psn_no"),
        Column("person__psn_name", gettext_lazy("Full name")),
        Column("person__certno", gettext_lazy("Certificate number"), "masked"),
        Column("tie", gettext_lazy("Tie"), get=lambda row: row.get_tie_display()),
        Column(
            "head", gettext_lazy("Head of the household"), get=lambda row: _("yes") if row.is_head else ""
        ),
        Column("since", gettext_lazy("From"), "date", get=lambda row: row.period.lower),
        Column("until", gettext_lazy("Ends before"), "date", get=lambda row: row.period.upper),
    )
    filters = (
        TextFilter("q", gettext_lazy("Person"), lookups=("person__psn_no", "person__certno"),
                   hint=gettext_lazy("person or certificate number")),
        FlagFilter("ended", gettext_lazy("Ended"), when=Q(period__endswith__isnull=False)),
    )  # fmt: skip
    order = "person__psn_no"
    empty_title = gettext_lazy("Nobody belongs to this payer yet.")
    empty_hint = gettext_lazy("Import a list of members.")

    def rows(self) -> QuerySet[Membership]:
        return Membership.objects.filter(payer_id=self.given["payer"]).select_related("person")

    def heading(self) -> str:
        return _("Members of %(payer)s") % {"payer": Payer.objects.get(pk=self.given["payer"])}

    def row_url(self, row: Membership) -> str:
        return reverse("enrollment:person", args=[row.person_id])


@requires()
def payer_list(request: AgencyRequest) -> HttpResponseBase:
    return PayerList.respond(request)


@requires()
def member_list(request: AgencyRequest, payer_id: int) -> HttpResponseBase:
    get_object_or_404(Payer, pk=payer_id)
    return MemberList.respond(request, payer=payer_id)


@requires()
def payer_file(request: AgencyRequest, payer_id: int) -> HttpResponse:
    """One payer: who it is, who belongs to it, what it declared and paid."""
    payer = get_object_or_404(Payer.objects.select_related("county", "counter"), pk=payer_id)
    return render(
        request,
        "enrollment/payer.html",
        {
            "title": payer.name,
            "payer": payer,
            "may_register": may_register(request.assignment),
            **file_of(payer),
        },
    )


@requires(duty="register")
@once
def new_payer(request: AgencyRequest) -> HttpResponseBase:
    form = NewPayerForm(
        request.POST or None,
        counties=counties_of(request.user),
        initial={"start": timezone.localdate()},
    )

    def do() -> str:
        payer = register_payer(acting_user=request.user, **form.cleaned_data)
        return reverse("enrollment:payer", args=[payer.pk])

    return act_page(
        request,
        title=_("Register a payer"),
        form=form,
        do=do,
        label=_("Register"),
        said=_("The payer is registered."),
        cancel_url=reverse("enrollment:payers"),
    )


@requires(duty="register")
@once
def edit_payer(request: AgencyRequest, payer_id: int) -> HttpResponseBase:
    payer = get_object_or_404(Payer.objects.select_related("county", "counter"), pk=payer_id)
    back = reverse("enrollment:payer", args=[payer.pk])
    fields = ("name", "uscc", "counter", "conts", "tel", "addr")
    form = PayerForm(
        request.POST or None,
        counties=[payer.county],
        initial={
            **{name: getattr(payer, name) for name in fields},
            "start": payer.period.lower,
            "end": payer.period.upper,
        },
    )

    def do() -> str:
        change_payer(payer=payer, acting_user=request.user, **form.cleaned_data)
        return back

    return act_page(
        request,
        title=_("Change %(payer)s") % {"payer": payer.name},
        form=form,
        do=do,
        label=_("Save"),
        said=_("The payer is changed."),
        cancel_url=back,
    )
