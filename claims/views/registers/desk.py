"""One register's pages: the list, a new registration, its file, the steps, papers, the notice.

A topic declares itself as a :class:`Register`; the addresses and views are the same for all, so that whoever knows
one register knows them all. What a step does is the service's business.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import Registration
from claims.policy_registers import NotForeseen, RegisterPolicy, Terms, register_policy_for
from claims.rules.registrations import Act
from claims.services.registers import deciding
from claims.services.registers.deciding import BECAUSE, ONE_DAY
from config.access import requires
from config.display import day
from config.errors import DomainError
from config.forms import Fact, act_page, done, once
from config.listing import Action, Listing
from enrollment.models import Person
from institutions.access import AgencyRequest
from institutions.models import Attachment, Duty
from institutions.services.attach import attach
from institutions.services.duties import require_duty_in_area

from .forms import DecisionForm, EndForm, PaperForm, ReasonForm, RegisterForm, suggestions
from .imports import decide_import

ACTED = ("county", "handling_county", "handled_by", "reviewed_by", "ended_by")
STEPS: Sequence[tuple[Act, str, Any]] = (
    (Act.APPROVE, "decide", gettext_lazy("Decide")),
    (Act.WITHDRAW, "withdraw", gettext_lazy("Withdraw the application")),
    (Act.END, "end", gettext_lazy("End early")),
    (Act.VOID, "void", gettext_lazy("Declare void")),
)
NEEDS = {Act.APPROVE: Duty.REVIEW, Act.VOID: Duty.REVIEW}


class Register:
    """Declare ``topic`` (addresses), ``name`` (of one, in addresses), ``model``, ``listing``, ``form``, texts."""

    topic: ClassVar[str]
    name: ClassVar[str]
    model: ClassVar[type[Registration]]
    listing: ClassVar[type[Listing]]
    form: ClassVar[type[RegisterForm]]
    decision_form: ClassVar[type[DecisionForm]] = DecisionForm
    new_title: ClassVar[Any]
    notice_title: ClassVar[Any]
    parts: ClassVar[str] = ""
    related: ClassVar[tuple[str, ...]] = ()

    # --- what a topic says ---

    def kind(self, record: Any) -> str:
        """The kind in the policy's words: ``certificate.chronic``."""
        raise NotImplementedError

    def facts(self, record: Any) -> list[Fact]:
        """What is registered, for the file and the notice."""
        raise NotImplementedError

    def brief(self, record: Any) -> str:
        """What is registered, in a word."""
        raise NotImplementedError

    def create(self, values: dict[str, Any], user: Any) -> Registration:
        raise NotImplementedError

    def approve(self, record: Any, asked: dict[str, Any], user: Any) -> Any:
        return deciding.approve(
            record=record, first=asked["first"], end=_after(asked["last"]), acting_user=user
        )

    def refuse(self, record: Any, reason: str, user: Any) -> Any:
        return deciding.refuse(record=record, reason=reason, acting_user=user)

    def steps(self, record: Any) -> Sequence[tuple[Act, str, Any]]:
        """Steps of this topic beside those of every register: (act, end of the address, title)."""
        return ()

    def context(self, record: Any) -> dict[str, Any]:
        """What the topic's own part of the file needs."""
        return {}

    def urls_more(self) -> list[URLPattern]:
        return []

    # --- addresses ---

    @property
    def argument(self) -> str:
        return f"{self.name}_id"

    @property
    def one(self) -> str:
        return f"{self.topic}/<int:{self.argument}>/"

    def urls(self) -> list[URLPattern]:
        return [
            path(f"{self.topic}/", requires()(self.list_page), name=self.topic),
            path(f"{self.topic}/new/", self.handled(self.new), name=f"new_{self.name}"),
            path(self.one, requires()(self.about(self.file)), name=self.name),
            path(f"{self.one}notice/", requires()(self.about(self.notice)), name=f"{self.name}_notice"),
            path(f"{self.one}paper/", self.handled(self.about(self.paper)), name=f"{self.name}_paper"),
            path(f"{self.one}decide/", self.reviewed(self.about(self.decide)), name=f"{self.name}_decide"),
            path(
                f"{self.one}withdraw/", self.handled(self.about(self.withdraw)), name=f"{self.name}_withdraw"
            ),
            path(f"{self.one}end/", self.handled(self.about(self.end)), name=f"{self.name}_end"),
            path(f"{self.one}void/", self.reviewed(self.about(self.void)), name=f"{self.name}_void"),
            path(
                f"{self.topic}/imports/<int:run_id>/",
                self.reviewed(self.confirm_import),
                name=f"{self.name}_import",
            ),
            *self.urls_more(),
        ]

    def address(self, record: Any, step: str = "") -> str:
        return reverse(f"claims:{self.name}_{step}" if step else f"claims:{self.name}", args=[record.pk])

    @staticmethod
    def handled(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        return requires(duty="handle")(once(view))

    @staticmethod
    def reviewed(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        return requires(duty="review")(once(view))

    def about(self, view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        """The view given the record of its address, or nothing at all where it is not the reader's."""

        def found(request: AgencyRequest, **address: int) -> HttpResponseBase:
            records: Any = self.model.objects.select_related(*ACTED, *self.related)
            return view(request, get_object_or_404(records, pk=address.pop(self.argument)), **address)

        return found

    # --- views ---

    def list_page(self, request: AgencyRequest) -> HttpResponseBase:
        return self.listing.respond(request)

    def new(self, request: AgencyRequest) -> HttpResponseBase:
        area = _area(request)
        form = self.form(
            request.POST or None,
            request.FILES or None,
            area=area,
            user=request.user,
            initial={"who": request.GET.get("person", "")},
        )
        if request.method == "POST" and form.is_valid():
            try:
                with transaction.atomic():
                    record = self.create(form.values(), request.user)
                    self._keep(record, form.cleaned_data["paper_title"], form.cleaned_data["paper"], request)
            except (DomainError, ValidationError) as error:
                form.add_error(None, error.messages if isinstance(error, ValidationError) else str(error))
            else:
                return done(request, self._said(record), self.address(record))
        context = {
            "title": self.new_title,
            "form": form,
            "suggestions": suggestions(area),
            "policies": self.explain(area),
            "cancel_url": reverse(f"claims:{self.topic}"),
            "save_label": _("Register"),
        }
        return render(request, "claims/registers/new.html", context, status=422 if form.errors else 200)

    def explain(self, area: Any) -> list[tuple[str, Terms]]:
        """Title and terms of each kind that can be chosen, by today's policy."""
        return []

    def _said(self, record: Registration) -> str:
        if record.counts:
            return _("%(number)s is registered and in force.") % {"number": record.number}
        return _("%(number)s is received; it waits for its decision.") % {"number": record.number}

    def file(self, request: AgencyRequest, record: Any) -> HttpResponse:
        """The registration: what, for whom, how it stands, who did what, its papers."""
        return render(
            request,
            "claims/registers/file.html",
            {
                "title": f"{self.model._meta.verbose_name} {record.number}",
                "record": record,
                "facts": shown(self.facts(record)),
                "person_url": _person_address(record),
                "papers": _papers(record),
                "asked": self._papers_asked(record),
                "actions": self._actions(request, record),
                "notice_url": self.address(record, "notice"),
                "paper_url": self.address(record, "paper")
                if record.allows(Act.ATTACH) and Duty.HANDLE in _duties(request)
                else "",
                "parts": self.parts,
                **self.context(record),
            },
        )

    def _actions(self, request: AgencyRequest, record: Any) -> list[Action]:
        held = _duties(request)
        return [
            Action(title, self.address(record, step), main=act in (Act.APPROVE, Act.ASK_EXPERTS))
            for act, step, title in (*self.steps(record), *STEPS)
            if record.allows(act) and NEEDS.get(act, Duty.HANDLE) in held
        ]

    def _papers_asked(self, record: Any) -> str:
        try:
            terms = register_policy_for(record.county.area, record.applied_on).terms(self.kind(record))
        except NotForeseen:
            return ""
        return terms.papers

    def notice(self, request: AgencyRequest, record: Any) -> HttpResponse:
        """The decision on paper, for the person."""
        return render(
            request,
            "claims/registers/notice.html",
            {
                "title": self.notice_title,
                "record": record,
                "facts": shown(self.facts(record)),
                "back_url": self.address(record),
                "printed_at": timezone.now(),
            },
        )

    def paper(self, request: AgencyRequest, record: Any) -> HttpResponseBase:
        form = self.form_of(PaperForm, request, files=True)
        return self.act(
            request,
            record,
            Act.ATTACH,
            title=_("Add a paper"),
            form=form,
            do=lambda: self._keep(record, form.cleaned_data["title"], form.cleaned_data["upload"], request),
            said=_("The paper is kept."),
        )

    def decide(self, request: AgencyRequest, record: Any) -> HttpResponseBase:
        form = self.form_of(
            self.decision_form,
            request,
            initial={"first": record.first_day, "last": record.last_day, **self.decision_initial(record)},
        )

        def do() -> Any:
            asked = form.cleaned_data
            if asked["decision"] == DecisionForm.REFUSE:
                return self.refuse(record, asked["reason"], request.user)
            return self.approve(record, asked, request.user)

        return self.act(
            request, record, Act.APPROVE, title=_("Decide"), form=form, do=do, said=_("It is decided.")
        )

    def decision_initial(self, record: Any) -> dict[str, Any]:
        return {}

    def withdraw(self, request: AgencyRequest, record: Any) -> HttpResponseBase:
        form = self.form_of(ReasonForm, request)
        return self.act(
            request,
            record,
            Act.WITHDRAW,
            title=_("Withdraw the application"),
            form=form,
            do=lambda: deciding.withdraw(record=record, acting_user=request.user, **form.cleaned_data),
            said=_("The application is withdrawn."),
        )

    def end(self, request: AgencyRequest, record: Any) -> HttpResponseBase:
        form = self.form_of(EndForm, request)
        return self.act(
            request,
            record,
            Act.END,
            title=_("End early"),
            warnings=[_("Bills of later days no longer find it.")],
            form=form,
            do=lambda: deciding.end(record=record, acting_user=request.user, **form.cleaned_data),
            said=_("It is ended."),
        )

    def void(self, request: AgencyRequest, record: Any) -> HttpResponseBase:
        form = self.form_of(ReasonForm, request)
        return self.act(
            request,
            record,
            Act.VOID,
            title=_("Declare void"),
            warnings=[
                _("It counts as never registered. Bills already settled on it stay until they are redone.")
            ],
            danger=True,
            form=form,
            do=lambda: deciding.void(record=record, acting_user=request.user, **form.cleaned_data),
            said=_("It is void."),
        )

    def confirm_import(self, request: AgencyRequest, run_id: int) -> HttpResponseBase:
        return decide_import(request, run_id, model=self.model, back=reverse(f"claims:{self.topic}"))

    # --- pieces ---

    def act(
        self, request: AgencyRequest, record: Any, act: Act, *, do: Callable[[], Any], **page: Any
    ) -> HttpResponseBase:
        """An act's page; when the step is not possible (any more) the file says why."""
        refusal = record.refusal(act)
        if refusal and request.method == "GET":
            messages.warning(request, str(BECAUSE[refusal]) % {"number": record.number})
            return redirect(self.address(record))

        def go() -> str:
            do()
            return self.address(record)

        return act_page(request, facts=self._whose(record), do=go, cancel_url=self.address(record), **page)

    def _whose(self, record: Any) -> list[Fact]:
        return [
            Fact(_("Number"), record.number),
            Fact(_("Full name"), record.psn_name),
            Fact(_("Person number"), record.psn_no),
            Fact(_("Insured in"), record.county),
            *shown(self.facts(record)),
        ]

    def form_of(self, form: Any, request: AgencyRequest, *, files: bool = False, **options: Any) -> Any:
        uploads = (request.FILES or None,) if files else ()
        return form(request.POST or None, *uploads, area=_area(request), user=request.user, **options)

    def _keep(self, record: Any, title: str, upload: Any, request: AgencyRequest) -> None:
        if upload is None:
            return
        user: Any = request.user
        agency = require_duty_in_area(user=user, duty=Duty.HANDLE, area=record.county.area)
        attach(subject=record, title=title, upload=upload, agency=agency, acting_user=user)


def shown(facts: Sequence[Fact]) -> list[Fact]:
    """Days as pages show them."""
    return [Fact(one.label, day(one.value) if isinstance(one.value, dt.date) else one.value) for one in facts]


def _person_address(record: Registration) -> str:
    """The person's file for whoever sees it; the counter of another county does not."""
    if not Person.objects.filter(pk=record.person_id).exists():
        return ""
    return reverse("enrollment:person", args=[record.person_id])


def _area(request: AgencyRequest) -> Any:
    return request.assignment.agency.area


def _duties(request: AgencyRequest) -> set[str]:
    return set(request.assignment.duties)


def _papers(record: Registration) -> Any:
    kept = Attachment.objects.filter(subject_type=record._meta.label_lower, subject_id=record.pk)
    return kept.select_related("uploaded_by").order_by("pk")


def _after(last: Any) -> Any:
    return None if last is None else last + ONE_DAY


def kinds_of(policy: RegisterPolicy, family: str) -> list[tuple[str, Terms]]:
    """(name, terms) of the certificates or filings the policy knows."""
    return [(kind, policy.terms(f"{family}.{kind}")) for kind in policy.kinds_of(family)]
