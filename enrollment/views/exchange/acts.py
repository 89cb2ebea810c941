"""Taking a file in, handing one out, answering one."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from config.access import requires
from config.errors import DomainError
from config.forms import act_page, once
from config.models import ImportRun
from config.spreadsheets.jobs import start_check
from enrollment.exchange_forms import AnswerForm, HandOutForm, TakeInForm
from enrollment.models import Direction, LayoutCode
from enrollment.services.exchange.agreed import EXCHANGE_LEVELS
from enrollment.services.exchange.hand_out import ask_for_file
from enrollment.services.exchange.take_in import take_in
from institutions.access import AgencyRequest

from . import agreements, files


@requires(duty="handle", levels=EXCHANGE_LEVELS)
@once
def take(request: AgencyRequest, exchange_agreement_id: int) -> HttpResponseBase:
    """The file, its month and purpose; the check starts at once, as of any import."""
    agreement = agreements.agreement_or_404(exchange_agreement_id)
    if agreement.direction != Direction.IN:
        return redirect(agreement.get_absolute_url())
    form = TakeInForm(request.POST or None, request.FILES or None, initial={"purpose": agreement.purpose})
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            run = take_in(
                agreement=agreement,
                month=form.cleaned_data["month"],
                purpose=form.cleaned_data["purpose"],
                file=upload,
                filename=upload.name,
                acting_user=request.user,
                agency=request.assignment.agency,
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            if run.state == ImportRun.State.RECEIVED:
                start_check(run=run)
            return redirect("import", run.pk)
    context = {
        "title": _("Take a file in: %(agreement)s") % {"agreement": agreement},
        "form": form,
        "facts": agreements.facts_of(agreement),
        "cancel_url": agreement.get_absolute_url(),
        "save_label": _("Upload and check"),
    }
    return render(request, "enrollment/exchange/take_in.html", context, status=422 if form.errors else 200)


@requires(duty="handle", levels=EXCHANGE_LEVELS)
@once
def hand_out(request: AgencyRequest, exchange_agreement_id: int) -> HttpResponseBase:
    agreement = agreements.agreement_or_404(exchange_agreement_id)
    if agreement.direction != Direction.OUT or agreement.layout == LayoutCode.ANSWER:
        return redirect(agreement.get_absolute_url())
    form = HandOutForm(request.POST or None, initial={"purpose": agreement.purpose})

    def do() -> str:
        return _queued(request, agreement=agreement, **form.cleaned_data)

    return _act(
        request,
        form,
        do,
        title=_("Hand a file out: %(agreement)s") % {"agreement": agreement},
        facts=agreements.facts_of(agreement),
        cancel_url=agreement.get_absolute_url(),
    )


@requires(duty="handle", levels=EXCHANGE_LEVELS)
@once
def answer(request: AgencyRequest, exchange_file_id: int) -> HttpResponseBase:
    """To the office a file came from: who of it is known here."""
    file = files.file_or_404(exchange_file_id)
    form = AnswerForm(
        request.POST or None, agreements=files.answer_agreements(file),
        initial={"month": f"{file.period:%Y-%m}", "purpose": file.purpose},
    )  # fmt: skip

    def do() -> str:
        return _queued(request, answers=file, **form.cleaned_data)

    return _act(
        request,
        form,
        do,
        title=_("Answer %(file)s") % {"file": file.filename},
        facts=files.facts_of(file),
        cancel_url=file.get_absolute_url(),
    )


def _queued(request: AgencyRequest, **asked: Any) -> str:
    agency = request.assignment.agency
    job = ask_for_file(agency=agency, acting_user=request.user, **asked)
    return reverse("job", args=[job.pk])


def _act(request: AgencyRequest, form: Any, do: Any, **page: Any) -> HttpResponseBase:
    return act_page(
        request,
        form=form,
        do=do,
        warnings=(
            _("The file names people with their certificate numbers in full; the log keeps who made it."),
        ),
        label=_("Make the file"),
        said=_("The file is being made."),
        **page,
    )
