"""A second person accepts or returns what an institution applied for (message 3203)."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import ClearingApplication
from claims.reads.reconciliations import beside_ours, reconciliation_of, settled_since
from config.errors import DomainError
from config.scoping import system_scope
from institutions.models import Duty, User
from institutions.services.duties import require_another, require_duty


class ApplicationRefused(DomainError):
    """The application cannot be decided so."""


def doubts(application: ClearingApplication) -> list[object]:
    """Why it should not be accepted without a word: figures that differ, a month that is not reconciled."""
    # Whoever pays an institution need not see every settlement of its bills.
    with system_scope():
        compared, reconciled = beside_ours(application), reconciliation_of(application)
    found: list[object] = [
        _("%(figure)s: applied %(theirs)s, settled %(ours)s.")
        % {"figure": one.label, "theirs": f"{one.theirs:,}", "ours": f"{one.ours:,}"}
        for one in compared
        if one.differs
    ]
    if reconciled is None:
        found.append(_("The institution sent no statement for the month."))
    elif not reconciled.is_reconciled:
        found.append(_("The month is not reconciled yet."))
    elif settled_since(reconciled.month, reconciled.insutype, [reconciled.institution_id]):
        found.append(_("Bills were settled since the month was compared: compare it anew."))
    return found


@transaction.atomic
def accept_application(
    *, application: ClearingApplication, reason: str, acting_user: User
) -> ClearingApplication:
    """Accept it; with :func:`doubts` only for a stated reason. Duty to review at the agency that pays, or its city;
    another person than whoever entered it."""
    application = _locked(application, acting_user)
    if not reason.strip() and doubts(application):
        raise ApplicationRefused(
            _("It differs from what was settled or reconciled: say why it is accepted all the same.")
        )
    return _decided(application, ClearingApplication.State.ACCEPTED, reason, acting_user)


@transaction.atomic
def return_application(
    *, application: ClearingApplication, reason: str, acting_user: User
) -> ClearingApplication:
    """Back to the institution, which may apply again. Duty as for accepting."""
    application = _locked(application, acting_user)
    if not reason.strip():
        raise ApplicationRefused(_("Say why it is returned."))
    return _decided(application, ClearingApplication.State.RETURNED, reason, acting_user)


def _locked(application: ClearingApplication, acting_user: User) -> ClearingApplication:
    held: ClearingApplication = (
        ClearingApplication.objects.select_for_update(of=("self",))
        .select_related("county__parent", "entered_by", "institution")
        .get(pk=application.pk)
    )
    city = held.county.parent
    at = city if city is not None and Duty.REVIEW in acting_user.duties_at(city) else held.county
    require_duty(user=acting_user, duty=Duty.REVIEW, agency=at)
    require_another(user=acting_user, previous=held.entered_by, act=_("Clearing application"))
    if held.state != ClearingApplication.State.APPLIED:
        raise ApplicationRefused(
            _("Application %(application)s is “%(state)s” already."),
            application=held,
            state=held.get_state_display(),
        )
    return held


def _decided(
    application: ClearingApplication, state: ClearingApplication.State, reason: str, acting_user: User
) -> ClearingApplication:
    application.state, application.reason = state, reason.strip()[:300]
    application.decided_by, application.decided_at = acting_user, timezone.now()
    application.save(update_fields=["state", "reason", "decided_by", "decided_at"])
    return application
