"""Price inquiries and talks: the list, one of them, its print, and what is done with it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F, Q, QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.forms import ReasonForm
from claims.forms_prices import InquiryCloseForm, InquiryForm, ReplyForm
from claims.models import PriceInquiry
from claims.rules.price_inquiries import FLOW
from claims.services import price_inquiries as services
from config.access import requires
from config.errors import DomainError
from config.forms import Fact, act_page, done, once, refusals
from config.listing import Action, ChoiceFilter, Column, DaysFilter, FlagFilter, Listing, TextFilter
from institutions.access import AgencyRequest
from institutions.models import MUNICIPAL, Duty
from institutions.services.policy_versions import municipal_agency
from institutions.views.institutions import counties_in_reach

TONES = {"opened": "warn", "replied": "info", "closed": "ok", "withdrawn": "plain"}
REPLIED_LATE = Q(replied_on__gt=F("due_on"))


def address(inquiry: PriceInquiry) -> str:
    return reverse("claims:price_inquiry", args=[inquiry.pk])


class PriceInquiryList(Listing):
    key = "price-inquiries"
    title = gettext_lazy("Price inquiries and talks")
    unit = gettext_lazy("yuan per unit")
    columns = (
        Column("number", gettext_lazy("Number"), "code", sort="number"),
        Column("kind", gettext_lazy("Kind")),
        Column("state", gettext_lazy("State"), "badge", tone=TONES),
        Column("asked", gettext_lazy("Who is asked")),
        Column("med_list_codg", gettext_lazy("Catalogue code"), "code"),
        Column("item_name", gettext_lazy("Item")),
        Column("price", gettext_lazy("Price asked about"), "money"),
        Column("opened_on", gettext_lazy("Asked on"), "date"),
        Column("due_on", gettext_lazy("Reply by"), "date"),
        Column("replied_on", gettext_lazy("Replied on"), "date"),
        Column("outcome", gettext_lazy("What came of the inquiry")),
        Column("new_price", gettext_lazy("Price from now on"), "money"),
        Column("closed_on", gettext_lazy("Closed on"), "date", default=False),
    )
    filters = (
        TextFilter(
            "q",
            gettext_lazy("Item"),
            lookups=("number", "med_list_codg__begins", "item_name__contains", "supplier__contains"),
            hint=gettext_lazy("number, code or name"),
        ),
        ChoiceFilter("kind", gettext_lazy("Kind"), choices=PriceInquiry.Kind),
        ChoiceFilter("state", gettext_lazy("State"), choices=PriceInquiry.State),
        ChoiceFilter("outcome", gettext_lazy("What came of the inquiry"), choices=PriceInquiry.Outcome),
        FlagFilter("replied_late", gettext_lazy("Replied late"), when=REPLIED_LATE),
        ChoiceFilter("county", gettext_lazy("County"), choices=counties_in_reach),
        DaysFilter("opened_on", gettext_lazy("Asked on")),
    )
    order = "-number"
    empty_title = gettext_lazy("No price inquiries.")
    empty_hint = gettext_lazy(
        "Suppliers and institutions are asked by letter or in a talk why a price is what it is."
    )

    def rows(self) -> QuerySet[PriceInquiry]:
        found: QuerySet[PriceInquiry] = PriceInquiry.objects.select_related("institution", "county")
        return found

    def row_url(self, row: PriceInquiry) -> str:
        return address(row)

    def row_css(self, row: PriceInquiry) -> str:
        return "late" if row.state == "opened" and row.due_on < timezone.localdate() else ""

    def actions(self) -> Iterable[Action]:
        mine = self.assignment
        if mine and mine.agency.is_municipal and "handle" in mine.duties:
            yield Action(_("Open an inquiry or talk"), reverse("claims:open_inquiry"), main=True)


@requires()
def inquiry_list(request: AgencyRequest) -> HttpResponseBase:
    return PriceInquiryList.respond(request)


def _going_on(number: str) -> dict[str, Any]:
    """A new talk, with what the inquiry of that number was about."""
    given: dict[str, Any] = {"opened_on": timezone.localdate()}
    former = PriceInquiry.objects.filter(number=number).select_related("institution").first()
    if former is None:
        return given
    return given | {
        "kind": PriceInquiry.Kind.TALK,
        "fixmedins_code": former.institution.fixmedins_code if former.institution is not None else "",
        "follows_number": former.number,
        **{name: getattr(former, name) for name in ("supplier", "med_list_codg", "item_name", "price")},
    }


@requires(duty="handle", levels=MUNICIPAL)
@once
def open_one(request: AgencyRequest) -> HttpResponseBase:
    form = InquiryForm(request.POST or None, initial=_going_on(request.GET.get("follows", "")))
    if request.method == "POST" and form.is_valid():
        area = request.assignment.agency.area
        try:
            inquiry = services.open_inquiry(area=area, acting_user=_user(request), **form.cleaned_data)
        except (DomainError, ValidationError) as refusal:
            for text in refusals(refusal):
                form.add_error(None, text)
        else:
            return done(request, _("The inquiry is opened."), address(inquiry))
    context = {
        "title": _("Open an inquiry or talk"), "form": form, "cancel_url": reverse("claims:price_inquiries"),
    }  # fmt: skip
    return render(request, "components/form_page.html", context, status=422 if form.errors else 200)


def _inquiry(inquiry_id: int) -> PriceInquiry:
    related = ("follows", "area", "county", "institution", "opened_by", "closed_by")
    return get_object_or_404(PriceInquiry.objects.select_related(*related), pk=inquiry_id)


@requires()
def inquiry_page(request: AgencyRequest, price_inquiry_id: int) -> HttpResponse:
    inquiry = _inquiry(price_inquiry_id)
    held = _user(request).duties_at(municipal_agency(inquiry.area))
    needs = {"reply": Duty.HANDLE, "close": Duty.REVIEW, "withdraw": Duty.HANDLE}
    may = {act: needs[act] in held for act in FLOW.open_in(inquiry.state)}
    context = {
        "title": _("Price inquiry"),
        "inquiry": inquiry,
        "tone": TONES[inquiry.state],
        "may": may,
        "later": inquiry.followed_by.order_by("pk"),
        "may_go_on": Duty.HANDLE in held and inquiry.state in ("replied", "closed"),
    }
    return render(request, "claims/price_inquiry.html", context)


@requires()
def inquiry_print(request: AgencyRequest, price_inquiry_id: int) -> HttpResponse:
    """The letter, or the record of the talk."""
    inquiry = _inquiry(price_inquiry_id)
    context = {"title": inquiry.get_kind_display(), "inquiry": inquiry}
    return render(request, "claims/price_inquiry_print.html", context)


def _act(request: AgencyRequest, inquiry: PriceInquiry, do: Any, **shown: Any) -> HttpResponseBase:
    def act() -> str:
        do(inquiry=inquiry, acting_user=_user(request), **shown["form"].cleaned_data)
        return address(inquiry)

    facts = [
        Fact(_("Price inquiry"), inquiry.number),
        Fact(_("Who is asked"), inquiry.asked),
        Fact(_("Item"), inquiry.item_name),
        Fact(_("Price asked about"), f"{inquiry.price:,.2f}"),
        Fact(_("Reply by"), inquiry.due_on),
        Fact(_("Reply or record of the talk"), inquiry.reply or "—"),
    ]
    return act_page(request, facts=facts, do=act, cancel_url=address(inquiry), **shown)


@requires(duty="handle", levels=MUNICIPAL)
@once
def reply(request: AgencyRequest, price_inquiry_id: int) -> HttpResponseBase:
    form = ReplyForm(request.POST or None, initial={"day": timezone.localdate()})
    return _act(
        request, _inquiry(price_inquiry_id), services.record_reply, form=form, title=_("Record the reply"),
        label=_("Save"), said=_("The reply is recorded."),
    )  # fmt: skip


@requires(duty="review", levels=MUNICIPAL)
@once
def close(request: AgencyRequest, price_inquiry_id: int) -> HttpResponseBase:
    form = InquiryCloseForm(request.POST or None, initial={"day": timezone.localdate()})
    return _act(
        request, _inquiry(price_inquiry_id), services.close_inquiry, form=form, title=_("Close the inquiry"),
        label=_("Close the inquiry"), said=_("The inquiry is closed."),
    )  # fmt: skip


@requires(duty="handle", levels=MUNICIPAL)
@once
def withdraw(request: AgencyRequest, price_inquiry_id: int) -> HttpResponseBase:
    form = ReasonForm(request.POST or None)
    return _act(
        request, _inquiry(price_inquiry_id), services.withdraw_inquiry, form=form,
        title=_("Withdraw the inquiry"), label=_("Withdraw"), said=_("The inquiry is withdrawn."), danger=True,
    )  # fmt: skip


def _user(request: AgencyRequest) -> Any:
    return request.user
