"""The city's agreement texts: versions, a new draft, the review, and an agreement printed on its text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Count, QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.access import requires
from config.errors import DomainError
from config.forms import Fact, act_page, changed_meanwhile, done, once, refusals
from config.listing import Action, ChoiceFilter, Column, Listing
from institutions.access import AgencyRequest
from institutions.forms_agreements import TextForm
from institutions.models import AgreementText, Duty, Institution
from institutions.services.agreements.texts import (
    draft_text,
    filled_in,
    may_write_texts,
    review_text,
)

from .agreement import agreement_of, services_of


class TextList(Listing):
    key = "agreement_texts"
    title = gettext_lazy("Agreement texts")
    columns = (
        Column("kind", gettext_lazy("Kind of institution")),
        Column("number", gettext_lazy("Version"), "number"),
        Column("title", gettext_lazy("Title")),
        Column("effective_from", gettext_lazy("For agreements from"), "date"),
        Column(
            "stands", gettext_lazy("State"), "badge",
            get=lambda row: _("Reviewed") if row.reviewed_by_id else _("Waiting for review"),
            tone=lambda row: "ok" if row.reviewed_by_id else "warn",
        ),
        Column("signed", gettext_lazy("Agreements"), "number"),
        Column("prepared_by", gettext_lazy("Prepared by")),
        Column("reviewed_by", gettext_lazy("Reviewed by")),
    )  # fmt: skip
    filters = (ChoiceFilter("kind", gettext_lazy("Kind of institution"), choices=Institution.Kind),)
    order = "-pk"
    empty_title = gettext_lazy("No agreement texts yet.")
    empty_hint = gettext_lazy("The city drafts the model agreement; a second person reviews it.")

    def rows(self) -> QuerySet[Any]:
        return AgreementText.objects.select_related("prepared_by", "reviewed_by").annotate(
            signed=Count("agreements")
        )

    def row_url(self, row: AgreementText) -> str:
        return row.get_absolute_url()

    def actions(self) -> Iterable[Action]:
        agency = self.assignment.agency if self.assignment else None
        if (
            agency
            and Duty.HANDLE in self.assignment.duties
            and may_write_texts(area=agency.area, agency=agency)
        ):
            yield Action(_("New version"), reverse("institutions:draft_agreement_text"), main=True)


@requires()
def text_list(request: AgencyRequest) -> HttpResponseBase:
    return TextList.respond(request)


@requires(duty="handle", levels="city")
@once
def draft(request: AgencyRequest) -> HttpResponseBase:
    """A new version, beginning with the last one's words."""
    agency = request.assignment.agency
    kind = request.GET.get("kind", "1")
    last = AgreementText.objects.filter(area=agency.area, kind=kind).order_by("-number").first()
    initial = {"kind": kind, "effective_from": timezone.localdate()}
    if last is not None:
        initial |= {"title": last.title, "body": last.body}
    form = TextForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid() and not changed_meanwhile(form):
        try:
            text = draft_text(agency=agency, acting_user=request.user, **form.cleaned_data)
        except (DomainError, ValidationError) as refusal:
            for said in refusals(refusal):
                form.add_error(None, said)
        else:
            return done(request, _("The version is drafted; a second person reviews it."), text)
    context = {
        "title": _("New version of the agreement text"),
        "form": form,
        "cancel_url": reverse("institutions:agreement_texts"),
    }
    return render(request, "components/form_page.html", context, status=422 if form.errors else 200)


@requires()
def text_page(request: AgencyRequest, agreement_text_id: int) -> HttpResponse:
    text = _text(agreement_text_id)
    duties = set(request.assignment.duties)
    agency = request.assignment.agency
    return render(
        request,
        "institutions/agreements/text.html",
        {
            "title": str(text),
            "text": text,
            "may_review": Duty.REVIEW in duties
            and text.reviewed_by_id is None
            and text.prepared_by_id != request.user.pk
            and may_write_texts(area=text.area, agency=agency),
        },
    )


@requires(duty="review", levels="city")
@once
def review(request: AgencyRequest, agreement_text_id: int) -> HttpResponseBase:
    text = _text(agreement_text_id)
    return act_page(
        request,
        title=_("Review the agreement text"),
        facts=[
            Fact(_("Title"), text),
            Fact(_("Kind of institution"), text.get_kind_display()),
            Fact(_("For agreements from"), text.effective_from),
            Fact(_("Prepared by"), text.prepared_by),
        ],
        warnings=[_("Agreements that begin from that day on are signed on it; it is never changed again.")],
        do=lambda: review_text(text=text, acting_user=request.user),
        label=_("Review"),
        said=_("The text is reviewed."),
        cancel_url=text.get_absolute_url(),
    )


@requires()
def print_agreement(request: AgencyRequest, agreement_id: int) -> HttpResponse:
    """The agreement for paper: the city's text with the values filled in, and a place for both signatures."""
    agreement = agreement_of(agreement_id)
    return render(
        request,
        "institutions/agreements/print.html",
        {
            "title": agreement.text.title
            if agreement.text
            else _("Agreement %(number)s") % {"number": agreement.number},
            "agreement": agreement,
            "paragraphs": [line for line in filled_in(agreement).splitlines() if line.strip()],
            "services": services_of(agreement),
            "printed_at": timezone.now(),
            "back_url": agreement.get_absolute_url(),
        },
    )


def _text(pk: int) -> AgreementText:
    found: AgreementText = get_object_or_404(
        AgreementText.objects.select_related("area", "prepared_by", "reviewed_by"), pk=pk
    )
    return found
