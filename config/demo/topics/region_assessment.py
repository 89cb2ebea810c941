"""The region assesses its cities for the year: one score final, one report returned, one result under appeal.

The other cities are laid out with their people and with reports invented after the played city's.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils import timezone

from config.demo.staff import Cast, hire
from config.demo.topics.papers import scan
from config.demo.topics.stage import Stage, act, said
from config.demo.year.clock import living_on
from config.scoping import system_scope
from funds.models import CountyScheme, CountySheet, CountyValue, RegionReport, ReportedYear
from funds.models.statements_filed import content_hash
from funds.reads.indicators import INDICATORS, RATIO
from funds.services.county_assessment.figures import compute_figures
from funds.services.county_assessment.report import attach_evidence, report_value, submit_report
from funds.services.county_assessment.review import accept_result, appeal, settle_score, tell_result
from funds.services.county_assessment.scheme import approve_scheme, draft_scheme, open_scheme
from funds.services.county_assessment.verify import conclude_verification, return_report, verify_rest
from institutions.models import Agency, Duty
from institutions.rules.scoring import ENTERED
from institutions.services.districts import districts_below
from institutions.services.lay_out_area import AreaLayout, lay_out_area

# The other cities: how large beside the played one, and by how much their rates are lower.
OTHERS = ((Decimal("1.6"), Decimal("0.01")), (Decimal("0.7"), Decimal("0.03")))
# Of the points of what is entered by hand: the played city, then the others.
GIVEN = (Decimal("0.9"), Decimal("0.95"), Decimal("0.8"))


def neighbours(stage: Stage) -> list[AreaLayout]:
    """The first other cities of the region, by code; of each the area and its agency."""
    region = stage.city.parent
    if region is None:
        return []
    codes = [one.code for one in districts_below(region.code) if one.level == "city"]
    others = [code for code in codes if code != stage.area.code][: len(OTHERS)]
    laid_out = [lay_out_area(area_code=code, region_code=region.code) for code in others]
    return [AreaLayout(one.area, one.city, ()) for one in laid_out]


def report_like(stage: Stage, others: Sequence[AreaLayout]) -> None:
    """A report of today for each of the others, after the played city's youngest."""
    with system_scope():
        own = RegionReport.objects.filter(area=stage.area).order_by("-pk").first()
        if own is None:
            return
        for layout, (size, less) in zip(others, OTHERS, strict=False):
            whole = [_like(one, layout.city, size, less) for one in own.content["values"] if one["whole"]]
            content = {
                **own.content, "area": str(layout.area), "values": whole, "warnings": [], "county_years": [],
                "assessment": {},
            }  # fmt: skip
            made = RegionReport.objects.create(
                region=own.region, area=layout.area, city=layout.city, reported_on=timezone.localdate(),
                confirmed_on=timezone.localdate(), content=content, content_hash=content_hash(content),
            )  # fmt: skip
            ReportedYear.objects.bulk_create(_year_like(one, made, size, less) for one in own.years.all())


def _like(value: dict[str, Any], city: Agency, size: Decimal, less: Decimal) -> dict[str, Any]:
    """Sums by size; of rates what is above, so that value, numerator and denominator agree."""
    ratio = INDICATORS[value["code"]].unit == RATIO and value["denominator"] is not None
    found = {**value, "unit": city.code, "name": str(city)}
    if value["value"] is None:
        return found
    if not ratio:
        found["value"] = str(Decimal(value["value"]) * (size if value["denominator"] is None else 1))
    for part in ("numerator", "denominator"):
        if value[part] is not None:
            found[part] = str((Decimal(value[part]) * size).quantize(Decimal(1)))
    if ratio:
        found["numerator"] = str((Decimal(found["numerator"]) * (1 - less)).quantize(Decimal(1)))
        under = Decimal(found["denominator"])
        found["value"] = (
            str((Decimal(found["numerator"]) / under).quantize(Decimal("0.000000000001"))) if under else None
        )
    return found


def _year_like(year: ReportedYear, report: RegionReport, size: Decimal, less: Decimal) -> ReportedYear:
    cent, rate = Decimal("0.01"), year.collection_rate
    return ReportedYear(
        report=report, insutype=year.insutype, year=year.year, collected=(year.collected * size).quantize(cent),
        spending=(year.spending * size).quantize(cent), insured=int(year.insured * size),
        collection_rate=None if rate is None else int(rate * (1 - less)), closed=year.closed,
    )  # fmt: skip


def assess(stage: Stage, others: Sequence[AreaLayout]) -> int:
    """How many sheets; none where the documents assess nobody."""
    region = stage.city.parent
    if region is None or not stage.says("county_assessment"):
        return 0
    casts: dict[int, Cast] = {one.city.pk: hire(one) for one in others}
    casts[stage.city.pk] = stage.cast
    clerk = stage.cast.at(region, Duty.HANDLE)
    with living_on(stage.day(1, 5, years_on=1)):
        scheme: CountyScheme = act(clerk, draft_scheme, agency=region, year=stage.year)
        act(stage.cast.at(region, Duty.APPROVE), approve_scheme, scheme=scheme)
        act(clerk, open_scheme, scheme=scheme)
        act(clerk, compute_figures, scheme=scheme)
    with system_scope():
        found = CountySheet.objects.filter(scheme=scheme).select_related("unit", "scheme__agency")
        sheets = {one.unit_id: one for one in found}
    shares = dict(zip([stage.city.pk, *(one.city.pk for one in others)], GIVEN, strict=False))
    for unit, share in shares.items():
        with living_on(stage.day(1, 20, years_on=1)):
            _report(casts[unit], sheets[unit], share)
    final, returned = others[0].city.pk, others[1].city.pk
    with living_on(stage.day(2, 9, years_on=1)):
        words = said()["region_assessment"]
        act(clerk, return_report, sheet=sheets[returned], reason=words["returned"])
        for unit in (final, stage.city.pk):
            act(clerk, verify_rest, sheet=sheets[unit])
            act(clerk, conclude_verification, sheet=sheets[unit])
            act(stage.cast.at(region, Duty.REVIEW), tell_result, sheet=sheets[unit])
        act(casts[final].at(sheets[final].unit, Duty.REVIEW), accept_result, sheet=sheets[final])
        act(stage.cast.at(region, Duty.APPROVE), settle_score, sheet=sheets[final])
        act(stage.at(Duty.HANDLE), appeal, sheet=sheets[stage.city.pk], text=words["appeal"])
    return len(sheets)


def _report(cast: Cast, sheet: CountySheet, share: Decimal) -> None:
    """What is entered by hand, each with a word on what proves it; the first with the paper itself."""
    clerk, words = cast.at(sheet.unit, Duty.HANDLE), said()["county_assessments"]
    with system_scope():
        values = list(
            CountyValue.objects.filter(sheet=sheet, indicator__source=ENTERED)
            .select_related("indicator", "sheet__unit")
            .order_by("indicator__position")
        )
    for place, one in enumerate(values):
        evidence = words["evidence"].format(title=one.indicator.title)
        act(
            clerk, report_value, sheet=sheet, indicator=one.indicator.key,
            value=(one.indicator.points * share).quantize(Decimal("0.01")), evidence=evidence,
        )  # fmt: skip
        if place == 0:
            act(clerk, attach_evidence, value=one, title=evidence, upload=scan(f"{sheet.unit.code}-{place}"))
    act(cast.at(sheet.unit, Duty.REVIEW), submit_report, sheet=sheet)
