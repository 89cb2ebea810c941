"""On-site evaluation by several evaluators: their sheets, the mean, passed or not (NB-26 四(三)1; JJ-09 三(九))."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from institutions.models import Agreement, EvaluationScore, User
from institutions.rules import agreements as rules

from .accept import due_in
from .states import AgreementRefused, locked, note, policy_of, require_handler, state_after

FAULTS = {
    "evaluators": _("%(found)s whole sheets, at least %(asked)s evaluators are needed"),
    "total": _("the mean total is %(found)s, %(asked)s is needed"),
    "item": _("an item is below the points it needs"),
}


@transaction.atomic
def enter_sheet(
    *, agreement: Agreement, evaluator: str, points: Mapping[str, Decimal], acting_user: User
) -> list[EvaluationScore]:
    """The sheet of one evaluator: points by item, each between 0 and the item's. Entered again, it replaces the first.

    Every item must be given: a sheet is whole or it is none.
    """
    agreement = locked(agreement)
    require_handler(agreement, acting_user)
    state_after(agreement, "score")
    items = policy_of(agreement).items(agreement.institution.kind)
    _refuse_wrong_points(points, items, policy_of(agreement).titles(agreement.institution.kind))
    evaluator = evaluator.strip()
    if not evaluator:
        raise AgreementRefused(_("Say who evaluated."))
    agreement.scores.filter(round=agreement.round, evaluator=evaluator).delete()
    sheet = [
        EvaluationScore(
            agreement=agreement, round=agreement.round, evaluator=evaluator, item=item.key, points=points[item.key],
            entered_by=acting_user,
        )
        for item in items
    ]  # fmt: skip
    EvaluationScore.unscoped.bulk_create(sheet)
    total = sum(points.values(), Decimal(0))
    note(agreement, "score", acting_user, text=f"{evaluator} {total.normalize():f}")
    return sheet


def _refuse_wrong_points(
    points: Mapping[str, Decimal], items: list[rules.Item], titles: Mapping[str, str]
) -> None:
    for unknown in points.keys() - {item.key for item in items}:
        raise AgreementRefused(_("There is no item “%(item)s” in the evaluation."), item=unknown)
    for item in items:
        given = points.get(item.key)
        if given is None or not 0 <= given <= item.points:
            raise AgreementRefused(
                _("“%(item)s” needs points between 0 and %(most)s."), item=titles[item.key], most=item.points
            )


def evaluation_of(agreement: Agreement) -> rules.Evaluation:
    """How the present round stands under the policy in force today."""
    policy = policy_of(agreement)
    sheets: dict[str, dict[str, Decimal]] = defaultdict(dict)
    for score in agreement.scores.filter(round=agreement.round):
        sheets[score.evaluator][score.item] = score.points
    return rules.evaluate(
        sheets,
        policy.items(agreement.institution.kind),
        pass_total=policy.needed("evaluation.total"),
        lowest_evaluators=policy.needed("evaluation.evaluators"),
    )


@transaction.atomic
def conclude(*, agreement: Agreement, remark: str = "", acting_user: User) -> Agreement:
    """Conclude the round: passed when there are sheets enough and every mean reaches what the policy asks, else not.

    With too few sheets nothing is concluded.
    """
    agreement = locked(agreement)
    require_handler(agreement, acting_user)
    # Whether it is open at all, before the result is worked out.
    state_after(agreement, "pass")
    result = evaluation_of(agreement)
    if "evaluators" in result.faults:
        raise AgreementRefused(
            FAULTS["evaluators"],
            found=result.evaluators,
            asked=policy_of(agreement).needed("evaluation.evaluators"),
        )
    act = "pass" if result.passed else "fail"
    today = timezone.localdate()
    agreement.state = state_after(agreement, act)
    agreement.score = result.total
    agreement.failed_on = None if result.passed else today
    agreement.due_on = due_in(agreement, agreement.state, today)
    agreement.save(update_fields=["state", "score", "failed_on", "due_on"])
    note(agreement, act, acting_user, day=today, text=f"{result.total} {remark}".strip())
    return agreement


@transaction.atomic
def evaluate_again(*, agreement: Agreement, acting_user: User) -> Agreement:
    """Another round after an evaluation that was not passed, once the policy's days are over."""
    agreement = locked(agreement)
    require_handler(agreement, acting_user)
    state = state_after(agreement, "evaluate_again")
    today = timezone.localdate()
    days = policy_of(agreement).days("evaluation.again_days")
    if days is not None and agreement.failed_on is not None:
        first = agreement.failed_on + dt.timedelta(days)
        if today < first:
            raise AgreementRefused(_("The next evaluation may begin on %(day)s."), day=first)
    agreement.state, agreement.round = state, agreement.round + 1
    agreement.due_on = due_in(agreement, state, today)
    agreement.save(update_fields=["state", "round", "due_on"])
    note(agreement, "evaluate_again", acting_user, day=today)
    return agreement
