"""Certificates of diseases: applications, experts, and where the certificate is used."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Sequence

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from claims.models import Certificate, ChosenInstitution, Expert, ExpertOpinion, RegistrationState
from claims.policy_registers import HIGHEST_SCORE, Terms, register_policy_for
from claims.rules.registrations import Act, Verdict, verdict
from enrollment.models import Person
from institutions.models import Duty, Institution, User

from . import deciding
from .deciding import taken_up
from .late import draft_after
from .opening import RegistrationRefused, store, take_in, terms_for

_chance = secrets.SystemRandom()


@transaction.atomic
def apply_for_certificate(
    *,
    person: Person,
    kind: str,
    dise_code: str,
    applied_on: dt.date,
    first: dt.date,
    institutions: Sequence[Institution] = (),
    applied_at: Institution | None = None,
    remark: str = "",
    acting_user: User,
) -> Certificate:
    """An application for a disease on the policy's list, with the institutions the person chooses.

    In force at once where the policy asks neither experts nor a second person (两病).
    """
    terms = terms_for(person, f"certificate.{kind}", applied_on)
    name = terms.disease_name(dise_code)
    if not name:
        raise RegistrationRefused(
            _("“%(disease)s” is not on the list of “%(kind)s”."), disease=dise_code, kind=terms.title
        )
    record = Certificate(
        kind=kind,
        dise_code=dise_code,
        dise_name="" if name == dise_code else name,
        applied_on=applied_on,
        applied_at=applied_at,
        experts=terms.experts,
        remark=remark,
    )
    record = take_in(
        record=record,
        person=person,
        terms=terms,
        first=first,
        end=terms.end(first, dise_code),
        acting_user=acting_user,
    )
    _choose(record, terms, institutions, first, acting_user)
    return record


def terms_of(record: Certificate) -> Terms:
    """The policy under which the application came in."""
    policy = register_policy_for(record.county.area, record.applied_on)
    return policy.terms(f"certificate.{record.kind}")


@transaction.atomic
def ask_experts(*, certificate: Certificate, acting_user: User) -> Certificate:
    """Draw as many experts as the policy asks, by lot, and hand the application to them."""
    fresh = taken_up(certificate, Act.ASK_EXPERTS, duty=Duty.HANDLE, acting_user=acting_user)
    _draw(fresh, fresh.experts)
    store(fresh, state=RegistrationState.EXPERTS)
    return fresh


@transaction.atomic
def give_opinion(
    *, opinion: ExpertOpinion, score: int, given_on: dt.date, remark: str = "", acting_user: User
) -> ExpertOpinion:
    """Record an expert's signed sheet; when the experts are divided, one more is drawn."""
    fresh = taken_up(opinion.certificate, Act.GIVE_OPINION, duty=Duty.HANDLE, acting_user=acting_user)
    opinion = fresh.opinions.select_for_update().get(pk=opinion.pk)
    if opinion.score is not None:
        raise RegistrationRefused(_("%(expert)s has given an opinion already."), expert=opinion.expert)
    if not 0 <= score <= HIGHEST_SCORE:
        raise RegistrationRefused(_("A score lies between 0 and 100."))
    if given_on < fresh.applied_on:
        raise RegistrationRefused(
            _("The opinion cannot be older than the application of %(day)s."), day=fresh.applied_on
        )
    opinion.score, opinion.agrees = score, score >= terms_of(fresh).pass_score
    opinion.remark, opinion.given_on, opinion.recorded_by = remark, given_on, acting_user
    opinion.save()
    if verdict_of(fresh) is Verdict.ONE_MORE:
        _draw(fresh, 1)
    return opinion


def verdict_of(certificate: Certificate) -> Verdict:
    """What the experts say together."""
    return verdict(list(certificate.opinions.order_by("ordinal").values_list("agrees", flat=True)))


@transaction.atomic
def certify(
    *,
    certificate: Certificate,
    first: dt.date | None = None,
    end: dt.date | None = None,
    acting_user: User,
) -> Certificate:
    """Put the certificate in force: the experts, where they are asked, must be in favour."""
    if certificate.needs_experts and certificate.state == RegistrationState.EXPERTS:
        _require(certificate, Verdict.AGREE)
    return deciding.approve(record=certificate, first=first, end=end, acting_user=acting_user)


@transaction.atomic
def refuse_certificate(*, certificate: Certificate, reason: str, acting_user: User) -> Certificate:
    """Refuse; not while experts are still to answer."""
    if certificate.state == RegistrationState.EXPERTS and verdict_of(certificate) is Verdict.OPEN:
        _require(certificate, Verdict.AGREE)
    return deciding.refuse(record=certificate, reason=reason, acting_user=acting_user)


def _require(certificate: Certificate, wanted: Verdict) -> None:
    said = verdict_of(certificate)
    if said is Verdict.OPEN:
        raise RegistrationRefused(_("%(number)s: not all experts have answered."), number=certificate.number)
    if said is not wanted:
        raise RegistrationRefused(_("%(number)s: the experts are against it."), number=certificate.number)


@transaction.atomic
def choose_institutions(
    *, certificate: Certificate, institutions: Sequence[Institution], from_day: dt.date, acting_user: User
) -> Certificate:
    """From ``from_day`` on the certificate is used at these institutions; those chosen before end there."""
    fresh = taken_up(certificate, Act.CHOOSE_INSTITUTIONS, duty=Duty.HANDLE, acting_user=acting_user)
    if not institutions:
        raise RegistrationRefused(_("Name at least one institution."))
    if from_day < fresh.first_day or (fresh.last_day is not None and from_day > fresh.last_day):
        raise RegistrationRefused(
            _("The certificate does not hold on %(day)s."),
            day=from_day,
        )
    _choose(fresh, terms_of(fresh), institutions, from_day, acting_user)
    return fresh


def _choose(
    record: Certificate, terms: Terms, institutions: Sequence[Institution], day: dt.date, acting_user: User
) -> None:
    wanted = {institution.pk for institution in institutions}
    if terms.institutions is not None and len(wanted) > terms.institutions:
        raise RegistrationRefused(
            _("At most %(most)s institutions can be chosen; %(count)s are named."),
            most=terms.institutions,
            count=len(wanted),
        )
    kept = set()
    still_chosen = Q(period__endswith__isnull=True) | Q(period__endswith__gt=day)
    for chosen in record.chosen.select_for_update().filter(still_chosen):
        if chosen.period.lower >= day:
            chosen.delete()  # chosen for a later day, and thought better of
        elif chosen.institution_id in wanted:
            kept.add(chosen.institution_id)
            if chosen.period.upper is not None:
                chosen.period = DateRange(chosen.period.lower, None)
                chosen.save(update_fields=["period"])
        else:
            chosen.period = DateRange(chosen.period.lower, day)
            chosen.save(update_fields=["period"])
    for pk in sorted(wanted - kept):
        ChosenInstitution.objects.create(
            certificate=record, institution_id=pk, period=DateRange(day, None), chosen_by=acting_user
        )
    if record.counts:
        draft_after(person_id=record.person_id, days=[(day, record.period.upper)], acting_user=acting_user)


def _draw(record: Certificate, number: int) -> None:
    """By lot out of the area's pool: who knows the disease, was not asked yet, works not where it was diagnosed."""
    asked = set(record.opinions.values_list("expert_id", flat=True))
    pool = Expert.objects.filter(area=record.county.area, active=True).exclude(pk__in=asked)
    if record.applied_at_id is not None:
        pool = pool.exclude(institution=record.applied_at_id)
    able = [expert for expert in pool if expert.knows(record.dise_code)]
    if len(able) < number:
        raise RegistrationRefused(
            _("%(needed)s experts are needed for “%(disease)s”; the pool has %(there)s who can be drawn."),
            needed=number,
            disease=record.disease,
            there=len(able),
        )
    for ordinal, expert in enumerate(_chance.sample(able, number), len(asked) + 1):
        ExpertOpinion.objects.create(certificate=record, expert=expert, ordinal=ordinal)
