"""A second person decides on all that one sheet brought."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import AccidentDeclaration, CareFiling, Certificate, Registration, RegistrationState
from claims.services.person_locks import lock_people
from institutions.models import Duty, User
from institutions.services.duties import require_another, require_duty_in_area

from .filings import join_chains
from .opening import RegistrationRefused


def waiting_of(model: type[Registration], run_id: int) -> Any:
    """What an import brought that waits for a second person, within the open scope."""
    records: Any = model.objects
    waiting = records.filter(import_run_id=run_id, state=RegistrationState.APPLIED, must_review=True)
    if model is AccidentDeclaration:
        # Where nobody knows yet who is liable, each is looked into by itself.
        return waiting.exclude(decision="")
    return waiting.filter(experts=0) if model is Certificate else waiting


@transaction.atomic
def approve_import(*, model: type[Registration], run_id: int, acting_user: User) -> int:
    """Put everything in force that waits of an import; returns how many. All or nothing.

    Needs the duty to review in the area, and another person than whoever imported it.
    """
    waiting = waiting_of(model, run_id)
    first = waiting.select_related("county__area", "handled_by").first()
    if first is None:
        raise RegistrationRefused(_("Nothing of this import waits for a decision."))
    require_duty_in_area(user=acting_user, duty=Duty.REVIEW, area=first.county.area)
    require_another(user=acting_user, previous=first.handled_by, act=model._meta.verbose_name_plural)
    lock_people(waiting.values_list("person_id", flat=True))
    try:
        with transaction.atomic():
            decided: int = waiting_of(model, run_id).update(
                state=RegistrationState.IN_FORCE, reviewed_by=acting_user, reviewed_at=timezone.now()
            )
    except IntegrityError as error:
        raise RegistrationRefused(
            _("Some of them overlap what has come into force since; decide those one by one first.")
        ) from error
    if model is CareFiling:
        join_chains(run_id)
    return decided
