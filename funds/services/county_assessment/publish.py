"""The results of a year are published: every score final, ranked, the table kept for good."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from funds.models import CountyResult, CountyScheme, CountySheet, CountyValue
from funds.policy_county_assessment import CountyAssessmentPolicy
from funds.rules.county_assessment import COST_CONTROL, Standing, ranked
from institutions.models import Duty, User
from institutions.rules.scoring import HUNDRED
from institutions.services.duties import require_duty

from .states import CountyAssessmentRefused, locked_scheme, note, policy_in, scheme_after


@transaction.atomic
def publish_results(*, scheme: CountyScheme, place: str, acting_user: User) -> CountyScheme:
    """Rank the counties and publish the table. Duty to handle at the city; refused while a score is not final."""
    scheme = locked_scheme(scheme)
    require_duty(user=acting_user, duty=Duty.HANDLE, agency=scheme.agency)
    scheme.state = scheme_after(scheme, "publish")
    if not place.strip():
        raise CountyAssessmentRefused(_("Say where it is published."))
    sheets = list(
        scheme.sheets(manager="objects").select_for_update(of=("self",)).select_related("unit").order_by("pk")
    )
    waiting = sum(sheet.state != CountySheet.State.FINAL for sheet in sheets)
    if waiting:
        raise CountyAssessmentRefused(_("%(count)s scores are not final yet."), count=waiting)
    by_field, policy = field_points(scheme), policy_in(scheme.agency, scheme.year)
    ranks = ranked(
        (
            Standing(
                sheet.unit_id, _hundredths(sheet.score), _hundredths(by_field[sheet.pk].get(COST_CONTROL))
            )
            for sheet in sheets
        ),
        policy.ties,
    )
    scheme.published_by, scheme.published_on, scheme.place = (
        acting_user,
        timezone.localdate(),
        place.strip()[:200],
    )
    scheme.save(update_fields=["state", "published_by", "published_on", "place"])
    for sheet in sheets:
        sheet.state, sheet.rank, sheet.due_on = CountySheet.State.PUBLISHED, ranks[sheet.unit_id], None
        sheet.save(update_fields=["state", "rank", "due_on"])
        note(sheet, "publish", acting_user, f"{sheet.score} {sheet.grade}")
    CountyResult.unscoped.bulk_create(
        CountyResult(
            scheme=scheme, unit=sheet.unit, score=_score(sheet), grade=sheet.grade, rank=ranks[sheet.unit_id],
            follows=_follows(policy, sheet),
            field_points={name: str(points) for name, points in by_field[sheet.pk].items()},
        )
        for sheet in sheets
    )  # fmt: skip
    return scheme


def field_points(scheme: CountyScheme) -> dict[int, dict[str, Decimal]]:
    """Sheet → field → points that count."""
    found: dict[int, dict[str, Decimal]] = defaultdict(dict)
    values = CountyValue.objects.filter(sheet__scheme=scheme).select_related("indicator")
    for one in values.order_by("indicator__position"):
        points = Decimal(str(one.counts or 0))
        fields = found[one.sheet_id]
        fields[one.indicator.field] = fields.get(one.indicator.field, Decimal(0)) + points
    return found


def _hundredths(points: object) -> int:
    return int(Decimal(str(points or 0)) * HUNDRED)


def _follows(policy: CountyAssessmentPolicy, sheet: CountySheet) -> str:
    given = policy.follows(_score(sheet))
    return "" if given is None else str(given.value)


def _score(sheet: CountySheet) -> Decimal:
    if sheet.score is None:
        raise AssertionError(
            f"sheet {sheet.pk} is final without a score: see constraint county_sheet_score_told"
        )
    return sheet.score
