"""That statements were sent: many at once or one; what the institution said, the city's answer; a sending withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Sum
from django.http import HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from config.access import requires
from config.codes import name_of
from config.display import money_text
from config.forms import Fact, act_page, once
from funds.forms_capital import WhyForm
from funds.forms_statements import (
    CHOSEN,
    AnswerStatementForm,
    ConfirmStatementForm,
    ObjectToStatementForm,
    SendForm,
    SendManyForm,
)
from funds.models import Clearing, Statement, StatementSending
from funds.reads.sendings import NOT_SENT, SENDABLE, last_sending
from funds.services.statement_sendings import (
    answer_statement_objection,
    confirm_statement,
    object_to_statement,
    send_again,
    send_statements,
    withdraw_sending,
)
from institutions.access import AgencyRequest

from .clearing import CITY
from .statements import NARROWED, StatementList

# More are not ticked one by one.
TICKED_AT_MOST = 300


@requires(duty="finance")
@once
def send_many(request: AgencyRequest, clearing_id: int) -> HttpResponseBase:
    """What the list showed (``?payer=``, ``?q=``) and was not sent yet: all of it, or what is ticked."""
    clearing = get_object_or_404(Clearing.objects.select_related("area"), pk=clearing_id)
    asked = QueryDict(mutable=True)
    asked.update({name: request.GET[name] for name in NARROWED if name in request.GET} | {"sent": NOT_SENT})
    shown = StatementList(
        user=request.user, assignment=request.assignment, parameters=asked, clearing=clearing.pk
    )
    unsent = shown.filtered.order_by("payer__code", "institution__fixmedins_code")
    count = unsent.count()
    tickable = 0 < count <= TICKED_AT_MOST
    form = SendManyForm(
        request.POST or None, statements=list(unsent) if tickable else [], count=count, tickable=tickable
    )
    where = reverse("funds:statements", args=[clearing.pk])

    def send() -> str:
        given = dict(form.cleaned_data)
        which, chosen = given.pop("which"), given.pop("chosen", [])
        ids = chosen if which == CHOSEN else list(unsent.values_list("pk", flat=True))
        send_statements(statements=ids, acting_user=request.user, **given)
        return where

    payable = unsent.order_by().aggregate(sum=Sum("act_dfr_amt"))["sum"]
    return act_page(
        request,
        title=_("Enter that statements were sent"),
        facts=[
            Fact(_("Month"), f"{clearing.month:%Y-%m}"),
            Fact(_("Scheme"), name_of("insutype", clearing.insutype)),
            *(Fact(label, said) for label, said in shown.asked_lines()),
            Fact(_("Statements"), count),
            Fact(_("Payable, yuan"), money_text(payable or 0)),
        ],
        warnings=_not_posted(clearing),
        form=form,
        do=send,
        label=_("Save"),
        said=_("It is entered that they were sent."),
        cancel_url=where,
    )


def _not_posted(clearing: Clearing) -> list[str]:
    if clearing.state in SENDABLE:
        return []
    return [_("Statements are sent once the month is posted: until then it may be sent back.")]


@requires(duty="finance")
@once
def send(request: AgencyRequest, statement_id: int) -> HttpResponseBase:
    """One statement, for the first time or once more."""
    statement = _statement(statement_id)
    form = SendForm(request.POST or None)
    again = last_sending(statement) is not None

    def act() -> Any:
        if again:
            return send_again(statement=statement, acting_user=request.user, **form.cleaned_data)
        return send_statements(statements=[statement.pk], acting_user=request.user, **form.cleaned_data)

    return _act(
        request,
        statement,
        act,
        title=_("Enter that it was sent once more") if again else _("Enter that it was sent"),
        warnings=_not_posted(statement.clearing),
        form=form,
        said=_("It is entered that it was sent."),
    )


@requires(duty="finance")
@once
def confirm(request: AgencyRequest, statement_id: int) -> HttpResponseBase:
    statement = _statement(statement_id)
    form = ConfirmStatementForm(request.POST or None, initial={"confirmed_on": timezone.localdate()})
    return _act(
        request,
        statement,
        lambda: confirm_statement(statement=statement, acting_user=request.user, **form.cleaned_data),
        title=_("Enter the institution's confirmation"),
        form=form,
        said=_("The confirmation is entered."),
    )


@requires(duty="finance")
@once
def object_(request: AgencyRequest, statement_id: int) -> HttpResponseBase:
    statement = _statement(statement_id)
    form = ObjectToStatementForm(request.POST or None, initial={"objected_on": timezone.localdate()})
    return _act(
        request,
        statement,
        lambda: object_to_statement(statement=statement, acting_user=request.user, **form.cleaned_data),
        title=_("Enter the institution's objection"),
        warnings=[
            _("It stands on the city's desk until it is answered; the statement itself stays as it is.")
        ],
        form=form,
        said=_("The objection waits for its answer."),
    )


@requires(duty=("finance", "review"), levels=CITY)
@once
def answer(request: AgencyRequest, statement_id: int) -> HttpResponseBase:
    statement = _statement(statement_id)
    form = AnswerStatementForm(request.POST or None, initial={"answered_on": timezone.localdate()})
    return _act(
        request,
        statement,
        lambda: answer_statement_objection(
            statement=statement, acting_user=request.user, **form.cleaned_data
        ),
        title=_("Answer the objection"),
        warnings=[
            _("What is granted is settled in a later month: a deduction given back, a bill done anew.")
        ],
        form=form,
        said=_("The objection is answered."),
    )


@requires(duty="finance")
@once
def withdraw(request: AgencyRequest, sending_id: int) -> HttpResponseBase:
    found: StatementSending = get_object_or_404(StatementSending.objects, pk=sending_id)
    form = WhyForm(request.POST or None)
    return _act(
        request,
        _statement(found.statement_id),
        lambda: withdraw_sending(sending=found, acting_user=request.user, **form.cleaned_data),
        title=_("Withdraw a sending"),
        sending=found,
        warnings=[_("For what was entered by mistake. It stays on the statement's page, with the reason.")],
        form=form,
        label=_("Withdraw"),
        said=_("The sending is withdrawn."),
        danger=True,
    )


def _act(
    request: AgencyRequest,
    statement: Statement,
    do: Callable[[], Any],
    *,
    sending: StatementSending | None = None,
    label: str = "",
    **page: Any,
) -> HttpResponseBase:
    where = reverse("funds:statement", args=[statement.pk])

    def act() -> str:
        do()
        return where

    said = sending or last_sending(statement)
    facts = [
        Fact(_("Institution"), statement.institution),
        Fact(_("Month"), f"{statement.clearing.month:%Y-%m}"),
        Fact(_("Scheme"), name_of("insutype", statement.clearing.insutype)),
        Fact(_("Payable, yuan"), money_text(statement.act_dfr_amt)),
    ]
    if said:
        facts += [Fact(_("Sent out on"), said.sent_on), Fact(_("Way of sending"), said.get_way_display())]
    if said and said.objection:
        facts += [Fact(_("Objected on"), said.objected_on), Fact(_("Objection"), said.objection)]
    return act_page(request, facts=facts, do=act, label=label or _("Save"), cancel_url=where, **page)


def _statement(statement_id: int) -> Statement:
    related = ("institution", "payer", "clearing__area")
    return get_object_or_404(Statement.objects.select_related(*related), pk=statement_id)
