"""Work on a merging of schemes as jobs: matching both rolls, taking over the covers."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.jobs import JobContext, enqueue, job_kind
from config.models import Job
from config.scoping import acting_as
from enrollment.models import FoundPerson, SchemeMerging
from enrollment.services.merging.match import match_rolls
from enrollment.services.merging.take_over import take_over
from institutions.models import Agency

MATCH = "enrollment.match_rolls"
TAKE_OVER = "enrollment.take_over_rolls"


def enqueue_matching(*, owner: Any, agency: Agency, merging: SchemeMerging) -> Job:
    """Queue the matching of a merging; one at a time."""
    return _enqueue(MATCH, owner, agency, merging)


def enqueue_taking_over(*, owner: Any, agency: Agency, merging: SchemeMerging) -> Job:
    """Queue the taking over of everybody of the owner's counties who is not in doubt; one at a time and agency."""
    return _enqueue(TAKE_OVER, owner, agency, merging)


def _enqueue(kind: str, owner: Any, agency: Agency, merging: SchemeMerging) -> Job:
    key = f"{kind}:{merging.pk}:{agency.pk}"
    return enqueue(kind, owner=owner, agency=agency, params={"merging": merging.pk}, unique_key=key)


@job_kind(MATCH, title=gettext_lazy("Matching of former rolls"), duty="register")
def match_former_rolls(context: JobContext) -> None:
    merging = _merging(context)
    with acting_as(context.owner):
        done = match_rolls(merging=merging, acting_user=context.owner)
    context.log(
        _("%(rows)s rows are %(people)s people; %(waiting)s pairs wait to be decided.") % done._asdict()
    )
    context.link_result(merging.get_absolute_url())


@job_kind(TAKE_OVER, title=gettext_lazy("Taking over of former covers"), duty="register")
def take_over_former_covers(context: JobContext) -> None:
    merging = _merging(context)
    done = take_over(
        merging=merging,
        acting_user=context.owner,
        report=lambda so_far, total: context.progress(so_far, total),
    )
    words = {**dict(FoundPerson.Outcome.choices), **dict(FoundPerson.Problem.choices)}
    for what, number in sorted(done.items()):
        context.log(f"{words.get(what, what)}: {number}")
    if not done:
        context.log(_("Nobody waits to be taken over."))
    context.link_result(reverse("enrollment:merging", args=[merging.pk]))


def _merging(context: JobContext) -> SchemeMerging:
    with acting_as(context.owner):
        merging: SchemeMerging = SchemeMerging.objects.select_related("area").get(
            pk=context.params["merging"]
        )
        return merging
