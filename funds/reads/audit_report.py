"""An audit's report out of its papers, and what its samples say of the whole (ZY-23)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db.models import Count, Sum

from config.money import from_fen, to_fen
from funds.models import AuditPaper, AuditPlan, AuditSample
from funds.rules import audit_samples as rules


def sample_of(sample: AuditSample) -> dict[str, Any]:
    """A sample in figures, yuan; ``projected`` None where there is no base or results are missing."""
    papers = list(AuditPaper.objects.filter(sample=sample).order_by("position"))
    open_ = sum(one.result == AuditPaper.Result.OPEN for one in papers)
    faults = [one for one in papers if one.result == AuditPaper.Result.FAULT]
    return {
        "population": sample.population, "method": sample.method, "seed": sample.seed,
        "first": str(sample.first), "last": str(sample.last),
        "objects": sample.objects_count, "total": str(sample.total), "digest": bytes(sample.digest).hex(),
        "drawn": len(papers), "drawn_amount": str(sum((one.amount for one in papers), Decimal(0))),
        "open": open_, "faults": len(faults),
        "fault_amount": str(sum((one.fault_amount for one in faults), Decimal(0))),
        "projected": None if open_ else _projected(sample, papers),
    }  # fmt: skip


def _projected(sample: AuditSample, papers: list[AuditPaper]) -> str | None:
    whole = rules.Population.unpacked(bytes(sample.packed))
    checked = [
        rules.Checked(
            rules.Drawn(rules.Item(one.object_id, to_fen(one.amount)), one.hits, one.stratum),
            to_fen(one.fault_amount),
        )
        for one in papers
    ]
    fen = rules.projected(whole, checked, method=sample.method)
    return None if fen is None else str(from_fen(fen))


def report_of(plan: AuditPlan) -> dict[str, Any]:
    """Plain data, frozen when the report is issued; words of findings as they stood then."""
    if plan.content is not None:
        return dict(plan.content)
    findings = plan.findings.select_related("unit").order_by("number")
    return {
        "number": plan.number, "title": plan.title, "year": plan.year, "area": str(plan.area),
        "audited_by": str(plan.county), "about": str(plan.about or plan.area), "first": str(plan.first),
        "last": str(plan.last), "programme": plan.programme, "conclusion": plan.conclusion,
        "samples": [sample_of(one) for one in plan.samples.order_by("pk")],
        "findings": [
            {
                "id": one.pk, "number": one.number, "title": one.title, "text": one.text,
                "unit": str(one.unit), "amount": str(one.amount), "state": one.state,
                "due_on": str(one.due_on or ""),
            }
            for one in findings
        ],
        "kinds": [
            {"fault": fault, "count": n, "amount": str(amount)}
            for fault, n, amount in AuditPaper.objects.filter(
                sample__plan=plan, result=AuditPaper.Result.FAULT
            ).order_by("fault").values_list("fault").annotate(Count("pk"), Sum("fault_amount"))
        ],
    }  # fmt: skip
