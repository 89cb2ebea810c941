"""The public notice (公示): published for the policy's days, objections recorded and answered, closed."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from institutions.models import Agreement, NoticeObjection, User

from .accept import due_in
from .states import AgreementRefused, locked, note, policy_of, require_handler, state_after


@transaction.atomic
def publish(*, agreement: Agreement, first: dt.date, place: str, acting_user: User) -> Agreement:
    """Publish from ``first`` for the policy's number of days, at ``place``."""
    agreement = locked(agreement)
    require_handler(agreement, acting_user)
    agreement.state = state_after(agreement, "publish")
    days = policy_of(agreement, first).needed("notice.days")
    agreement.notice = DateRange(first, first + dt.timedelta(days))
    agreement.notice_place = place
    agreement.due_on = first + dt.timedelta(days)
    agreement.full_clean(exclude=["institution", "area", "county", "agency", "former"])
    agreement.save(update_fields=["state", "notice", "notice_place", "due_on"])
    note(agreement, "publish", acting_user, day=first, text=place)
    return agreement


@transaction.atomic
def record_objection(
    *, agreement: Agreement, received_on: dt.date, raised_by: str, text: str, acting_user: User
) -> NoticeObjection:
    """What somebody brings forward while the notice is up."""
    agreement = locked(agreement)
    require_handler(agreement, acting_user)
    state_after(agreement, "object")
    if agreement.notice is not None and received_on < agreement.notice.lower:
        raise AgreementRefused(_("The notice began on %(day)s."), day=agreement.notice.lower)
    objection = NoticeObjection(
        agreement=agreement, received_on=received_on, raised_by=raised_by, text=text, entered_by=acting_user
    )
    objection.full_clean(exclude=["agreement"])
    objection.save()
    note(agreement, "object", acting_user, day=received_on, text=text)
    return objection


@transaction.atomic
def answer_objection(
    *, objection: NoticeObjection, answer: str, upheld: bool, acting_user: User
) -> NoticeObjection:
    """Answer an objection. One that is upheld stands against closing the notice: the application is then refused."""
    agreement = locked(objection.agreement)
    require_handler(agreement, acting_user)
    state_after(agreement, "answer")
    objection = NoticeObjection.objects.select_for_update(of=("self",)).get(pk=objection.pk)
    if objection.upheld is not None:
        raise AgreementRefused(_("The objection is answered already."))
    objection.answer, objection.upheld = answer, upheld
    objection.answered_on, objection.answered_by = timezone.localdate(), acting_user
    objection.full_clean(exclude=["agreement"])
    objection.save()
    note(agreement, "answer", acting_user, text=answer)
    return objection


@transaction.atomic
def close_notice(*, agreement: Agreement, acting_user: User) -> Agreement:
    """After the last day, with every objection answered and none upheld."""
    agreement = locked(agreement)
    require_handler(agreement, acting_user)
    state = state_after(agreement, "close_notice")
    today = timezone.localdate()
    if agreement.notice is not None and today < agreement.notice.upper:
        raise AgreementRefused(
            _("The notice stays up until %(day)s."), day=agreement.notice.upper - dt.timedelta(days=1)
        )
    if agreement.objections.filter(upheld=None).exists():
        raise AgreementRefused(_("An objection is not answered yet."))
    if agreement.objections.filter(upheld=True).exists():
        raise AgreementRefused(_("An objection was upheld: the application can only be refused."))
    agreement.state = state
    agreement.due_on = due_in(agreement, state, today)
    agreement.save(update_fields=["state", "due_on"])
    note(agreement, "close_notice", acting_user, day=today)
    return agreement
