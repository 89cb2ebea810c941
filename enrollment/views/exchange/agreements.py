"""What is agreed with which office; one agreement with its files; agreeing and ending."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.access import requires
from config.display import day
from config.errors import DomainError
from config.forms import Fact, act_page, done, once, refusals
from config.listing import Action, ChoiceFilter, Column, FlagFilter, Listing
from config.listing.tables import Table
from enrollment.exchange_forms import AgreementForm, EndForm
from enrollment.models import Counterpart, Direction, ExchangeAgreement, LayoutCode
from enrollment.services.exchange.agreements import end_agreement, make_agreement
from enrollment.spreadsheets.exchange.layouts import LAYOUTS, Layout, layout_of
from enrollment.views.exchange.files import FileList, may_exchange
from institutions.access import AgencyRequest
from institutions.models import Duty


def standing_of(agreement: ExchangeAgreement) -> str:
    """In force, over, or not yet, as of today."""
    today = timezone.localdate()
    if today < agreement.begins:
        return _("Not yet in force")
    return _("In force") if agreement.ends is None or today < agreement.ends else _("Over")


def _tone(agreement: ExchangeAgreement) -> str:
    today = timezone.localdate()
    if today < agreement.begins:
        return "info"
    return "ok" if agreement.ends is None or today < agreement.ends else "plain"


@dataclass(frozen=True)
class InForceFilter(FlagFilter):
    """In force today or not; the day is asked anew each time."""

    def condition(self, values: dict[str, Any]) -> Q:
        answer = values.get(self.name)
        if not answer:
            return Q()
        today = timezone.localdate()
        in_force = Q(begins__lte=today) & (Q(ends__isnull=True) | Q(ends__gt=today))
        return in_force if answer == "yes" else ~in_force


class AgreementList(Listing):
    key = "exchange_agreements"
    title = gettext_lazy("Exchange with other offices")
    columns = (
        Column("counterpart_name", gettext_lazy("Office")),
        Column("counterpart", gettext_lazy("Kind of office")),
        Column("layout", gettext_lazy("Layout")),
        Column("direction", gettext_lazy("Direction")),
        Column("purpose", gettext_lazy("Purpose")),
        Column("begins", gettext_lazy("In force from"), "date"),
        Column("ends", gettext_lazy("In force until"), "date"),
        Column("standing", gettext_lazy("State"), "badge", get=standing_of, tone=_tone),
        Column("agreed_by", gettext_lazy("Agreed by"), default=False),
        Column("made_by", gettext_lazy("Entered by"), default=False),
    )
    filters = (
        ChoiceFilter("counterpart", gettext_lazy("Kind of office"), choices=Counterpart),
        ChoiceFilter("layout", gettext_lazy("Layout"), choices=LayoutCode),
        ChoiceFilter("direction", gettext_lazy("Direction"), choices=Direction),
        InForceFilter("in_force", gettext_lazy("In force")),
    )
    order = "pk"
    empty_title = gettext_lazy("Nothing is agreed with another office yet.")
    empty_hint = gettext_lazy(
        "The city agency enters with whom which layout is exchanged and for what; then files go in and out."
    )

    def rows(self) -> QuerySet[ExchangeAgreement]:
        return ExchangeAgreement.objects.select_related("made_by")

    def row_url(self, row: ExchangeAgreement) -> str:
        return row.get_absolute_url()

    def actions(self) -> Iterator[Action]:
        yield Action(_("Files in and out"), reverse("enrollment:exchange_files"))
        if _may_agree(self.assignment):
            yield Action(_("Agree on an exchange"), reverse("enrollment:new_exchange_agreement"), main=True)


def _may_agree(assignment: Any) -> bool:
    return assignment is not None and assignment.agency.level == "city" and Duty.APPROVE in assignment.duties


class AgreementFiles(FileList):
    """One agreement: what it says, and every file under it."""

    key = "exchange_agreement_files"
    template = "enrollment/exchange/facts_list.html"
    filters = ()
    empty_title = gettext_lazy("No file was exchanged under this agreement yet.")
    empty_hint = ""

    @property
    def agreement(self) -> ExchangeAgreement:
        found: ExchangeAgreement = ExchangeAgreement.objects.select_related("made_by").get(
            pk=self.given["agreement"]
        )
        return found

    def heading(self) -> str:
        return str(self.agreement)

    def rows(self) -> QuerySet[Any]:
        return super().rows().filter(agreement=self.given["agreement"])

    def actions(self) -> Iterator[Action]:
        agreement = self.agreement
        if may_exchange(self.assignment) and agreement.layout != LayoutCode.ANSWER:
            if agreement.direction == Direction.IN:
                kind = layout_of(agreement.layout).kind
                yield Action(_("Empty sheet"), reverse("import_sample", args=[kind]))
                yield Action(
                    _("Take a file in"),
                    reverse("enrollment:take_exchange_file", args=[agreement.pk]),
                    main=True,
                )
            else:
                yield Action(
                    _("Hand a file out"), reverse("enrollment:hand_out_file", args=[agreement.pk]), main=True
                )
        if _may_agree(self.assignment) and not (agreement.ends and agreement.ends <= timezone.localdate()):
            yield Action(_("End"), reverse("enrollment:end_exchange_agreement", args=[agreement.pk]))


@requires()
def agreement_list(request: AgencyRequest) -> HttpResponseBase:
    return AgreementList.respond(request)


def agreement_or_404(exchange_agreement_id: int) -> ExchangeAgreement:
    known = ExchangeAgreement.objects.select_related("area", "made_by")
    return get_object_or_404(known, pk=exchange_agreement_id)


@requires()
def agreement_page(request: AgencyRequest, exchange_agreement_id: int) -> HttpResponseBase:
    agreement = agreement_or_404(exchange_agreement_id)
    return AgreementFiles.respond(
        request,
        agreement=agreement.pk,
        context={"facts": facts_of(agreement), "as_of": standing_of(agreement)},
    )


def facts_of(agreement: ExchangeAgreement) -> list[Fact]:
    layout = layout_of(agreement.layout)
    return [
        Fact(_("Office"), f"{agreement.counterpart_name} ({agreement.get_counterpart_display()})"),
        Fact(_("Layout"), f"{agreement.get_layout_display()}, {agreement.get_direction_display()}"),
        Fact(_("Columns"), _names(layout)),
        Fact(_("Purpose"), agreement.purpose),
        Fact(_("Agreed by"), agreement.agreed_by),
        Fact(_("In force"), f"{day(agreement.begins)} – {day(agreement.ends) if agreement.ends else '…'}"),
        *([Fact(_("Why it ends"), agreement.ended_reason)] if agreement.ended_reason else []),
        Fact(_("Entered by"), f"{agreement.made_by} {day(agreement.made_at)}"),
    ]


def _offices(layout: Layout) -> str:
    return ", ".join(str(Counterpart(one).label) for one in layout.counterparts)


def _names(layout: Layout) -> str:
    return ", ".join(str(column.label) for column in layout.columns)


LAYOUT_COLUMNS = (
    Column("label", gettext_lazy("Layout")),
    Column("direction", gettext_lazy("Direction"), get=lambda layout: layout.direction.label),
    Column("offices", gettext_lazy("Kind of office"), get=_offices),
    Column("description", gettext_lazy("What it is for")),
    Column("columns", gettext_lazy("Columns"), get=_names),
)


@requires(duty="approve", levels="city")
@once
def new_agreement(request: AgencyRequest) -> HttpResponseBase:
    form = AgreementForm(request.POST or None, initial={"begins": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            agreement = make_agreement(
                area=request.assignment.agency.area,
                acting_user=request.user,
                **form.cleaned_data,
            )
        except (DomainError, ValidationError) as refusal:
            for text in refusals(refusal):
                form.add_error(None, text)
        else:
            return done(request, _("The exchange is agreed."), agreement.get_absolute_url())
    context = {
        "title": _("Agree on an exchange"), "form": form, "cancel_url": reverse("enrollment:exchange_agreements"),
        "table": Table(caption=_("Layouts"), columns=LAYOUT_COLUMNS, rows=LAYOUTS),
    }  # fmt: skip
    return render(
        request, "enrollment/exchange/new_agreement.html", context, status=422 if form.errors else 200
    )


@requires(duty="approve", levels="city")
@once
def end(request: AgencyRequest, exchange_agreement_id: int) -> HttpResponseBase:
    agreement = agreement_or_404(exchange_agreement_id)
    form = EndForm(request.POST or None, initial={"day": timezone.localdate()})

    def do() -> str:
        ended = end_agreement(agreement=agreement, acting_user=request.user, **form.cleaned_data)
        return ended.get_absolute_url()

    return act_page(
        request,
        title=_("End the exchange: %(agreement)s") % {"agreement": agreement},
        facts=facts_of(agreement),
        warnings=(
            _("From that day on no file is taken in or handed out under it. What was exchanged stays."),
        ),
        form=form,
        do=do,
        label=_("End"),
        said=_("The end of the agreement is entered."),
        danger=True,
        cancel_url=agreement.get_absolute_url(),
    )
