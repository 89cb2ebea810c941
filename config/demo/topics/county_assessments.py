"""Counties assessed for the year: one report returned and handed in again, one appeal upheld, the ranking published.

The scheme of the year after waits for its second person.
"""

from __future__ import annotations

from decimal import Decimal

from config.demo.topics.papers import scan
from config.demo.topics.stage import Stage, act, said
from config.demo.year.clock import living_on
from config.scoping import system_scope
from funds.models import CountyAppeal, CountyScheme, CountySheet, CountyValue
from funds.services.county_assessment.figures import compute_figures
from funds.services.county_assessment.publish import publish_results
from funds.services.county_assessment.report import attach_evidence, report_value, submit_report
from funds.services.county_assessment.review import (
    accept_result,
    appeal,
    decide_appeal,
    settle_score,
    tell_result,
)
from funds.services.county_assessment.scheme import approve_scheme, draft_scheme, open_scheme
from funds.services.county_assessment.verify import (
    conclude_verification,
    return_report,
    verify_rest,
    verify_value,
)
from institutions.models import Duty
from institutions.rules.scoring import ENTERED, POINTS

# Of the points an indicator has, what counties say they reached, in hundredths, turn by turn.
REACHED = (95, 88, 100, 76, 92)
RETURNED, APPEALS, GIVEN_BACK = 1, 2, Decimal("1.50")
HUNDRED = Decimal(100)
COLLECTION = "collection_rate"
# Per cent of the target, as the tax office tells it.
COLLECTED = tuple(map(Decimal, ("100.00", "98.02", "101.30", "99.01", "100.40", "98.04")))


def fill(stage: Stage) -> int:
    """How many sheets; none where the documents assess no counties."""
    if not stage.says("county_assessment"):
        return 0
    with system_scope():
        if CountyScheme.objects.filter(area=stage.area).exists():
            return 0
    clerk, after = stage.at(Duty.HANDLE), stage.year + 1
    with living_on(stage.day(1, 4, years_on=1)):
        scheme = act(clerk, draft_scheme, agency=stage.city, year=stage.year)
        act(stage.at(Duty.APPROVE), approve_scheme, scheme=scheme)
        act(clerk, open_scheme, scheme=scheme)
        act(clerk, compute_figures, scheme=scheme)
        act(clerk, draft_scheme, agency=stage.city, year=after)
    with system_scope():
        sheets = list(
            CountySheet.objects.filter(scheme=scheme)
            .select_related("unit__area", "unit__parent", "scheme__agency")
            .order_by("unit__code")
        )
    for number, sheet in enumerate(sheets):
        with living_on(stage.day(1, 18, years_on=1)):
            _report(stage, sheet, number)
        with living_on(stage.day(2, 3, years_on=1)):
            _verify(stage, sheet, number)
        with living_on(stage.day(2, 18, years_on=1)):
            _tell(stage, sheet, number)
    with living_on(stage.day(3, 2, years_on=1)):
        for sheet in sheets:
            _settle(stage, sheet)
    with living_on(stage.day(3, 12, years_on=1)):
        act(clerk, publish_results, scheme=scheme, place=said()["place"])
    return len(sheets)


def _values(sheet: CountySheet, **wanted: object) -> list[CountyValue]:
    with system_scope():
        found = CountyValue.objects.filter(sheet=sheet, **wanted)
        return list(found.select_related("indicator", "sheet__unit").order_by("indicator__position"))


def _report(stage: Stage, sheet: CountySheet, number: int) -> None:
    """What is entered by hand, each with a word on what proves it; the first with the paper itself."""
    clerk, words = stage.at(Duty.HANDLE, sheet.unit), said()["county_assessments"]
    for place, one in enumerate(_values(sheet, indicator__source=ENTERED)):
        share = REACHED[(number + place) % len(REACHED)]
        by_points = one.indicator.curve["scored"] == POINTS
        value = Decimal(one.indicator.points * share) / HUNDRED if by_points else Decimal(share)
        evidence = words["evidence"].format(title=one.indicator.title)
        act(
            clerk, report_value, sheet=sheet, indicator=one.indicator.key,
            value=value.quantize(Decimal("0.01")), evidence=evidence,
        )  # fmt: skip
        if place == 0:
            act(clerk, attach_evidence, value=one, title=evidence, upload=scan(f"{sheet.unit.code}-{place}"))
    for one in _values(sheet, indicator__measured_by=COLLECTION):
        act(
            clerk, report_value, sheet=sheet, indicator=one.indicator.key, value=COLLECTED[number % len(COLLECTED)],
            evidence=words["collected"],
        )  # fmt: skip
    act(stage.at(Duty.REVIEW, sheet.unit), submit_report, sheet=sheet)


def _verify(stage: Stage, sheet: CountySheet, number: int) -> None:
    """One report comes back and is handed in anew; where it counts less than reported, the reason stands beside it."""
    clerk, words = stage.at(Duty.HANDLE), said()["county_assessments"]
    if number == RETURNED:
        act(clerk, return_report, sheet=sheet, reason=words["returned"])
        _report(stage, sheet, number + 1)
    entered = _values(sheet, indicator__source=ENTERED)
    if number == APPEALS and entered:
        least, one = _less(entered[0])
        act(
            clerk, verify_value, sheet=sheet, indicator=one.indicator.key, value=least,
            difference=words["difference"],
        )  # fmt: skip
    for one in _values(sheet, indicator__measured_by=COLLECTION):
        # The ledger has most of the year's contributions as monthly totals, which the data know nothing of.
        told = (Decimal(one.own_value or 0) / HUNDRED).quantize(Decimal("0.01"))
        act(
            clerk,
            verify_value,
            sheet=sheet,
            indicator=one.indicator.key,
            value=told,
            difference=words["totals"],
        )
    if _values(sheet, verified_by=None):
        act(clerk, verify_rest, sheet=sheet)
    act(clerk, conclude_verification, sheet=sheet)


def _less(one: CountyValue) -> tuple[Decimal, CountyValue]:
    """Some points, or per cent, below what was reported."""
    told = one.own_points if one.own_value is None else Decimal(one.own_value) / HUNDRED
    return max(Decimal(told or 0) - 2 * GIVEN_BACK, Decimal(0)).quantize(Decimal("0.01")), one


def _tell(stage: Stage, sheet: CountySheet, number: int) -> None:
    act(stage.at(Duty.REVIEW), tell_result, sheet=sheet)
    clerk, words = stage.at(Duty.HANDLE, sheet.unit), said()["county_assessments"]
    if number != APPEALS:
        act(stage.at(Duty.REVIEW, sheet.unit), accept_result, sheet=sheet)
        return
    made: CountyAppeal = act(clerk, appeal, sheet=sheet, text=words["appeal"])
    entered = _values(sheet, indicator__source=ENTERED)
    lowered = entered[0] if entered else _values(sheet)[0]
    points = min(Decimal(str(lowered.points or 0)) + GIVEN_BACK, Decimal(lowered.most))
    act(
        stage.at(Duty.APPROVE), decide_appeal, appeal=made, answer=words["answer"], upheld=True,
        points={lowered.indicator.key: points},
    )  # fmt: skip


def _settle(stage: Stage, sheet: CountySheet) -> None:
    act(stage.at(Duty.APPROVE), settle_score, sheet=sheet)
