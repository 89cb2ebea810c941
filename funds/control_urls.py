"""Addresses of rush and control: unusual outlays, audits, separation of duties."""

from django.urls import path

from funds.views.audits import findings as audit_findings
from funds.views.audits import plans, samples, separation
from funds.views.rush import acts as rush_acts
from funds.views.rush import findings as rush

_AUDIT, _FINDING, _RUSH = (
    "<int:audit_plan_id>/",
    "findings/<int:audit_finding_id>/",
    "rush/<int:rush_finding_id>/",
)

urlpatterns = [
    path("rush/", rush.rush_list, name="rush"),
    path("rush/look/", rush.look, name="look_at_rush"),
    path(_RUSH, rush.finding_page, name="rush_finding"),
    path(f"{_RUSH}answer/", rush_acts.answer, name="rush_answer"),
    path(f"{_RUSH}accept/", rush_acts.accept, name="rush_accept"),
    path(f"{_RUSH}send-back/", rush_acts.send_back, name="rush_send_back"),
    path(f"{_RUSH}close/", rush_acts.close, name="rush_close"),
    path(f"{_RUSH}keep-open/", rush_acts.keep_open, name="rush_keep_open"),
    path("audits/", plans.audit_list, name="audits"),
    path("audits/plan/", plans.plan_audit, name="plan_audit"),
    path("audits/separation/", separation.separation, name="separation"),
    path("audits/findings/", audit_findings.finding_list, name="audit_findings"),
    path(f"audits/{_FINDING}", audit_findings.finding_page, name="audit_finding"),
    path(f"audits/{_FINDING}answer/", audit_findings.answer, name="audit_finding_answer"),
    path(f"audits/{_FINDING}accept/", audit_findings.accept, name="audit_finding_accept"),
    path(f"audits/{_FINDING}send-back/", audit_findings.send_back, name="audit_finding_send_back"),
    path(f"audits/{_FINDING}close/", audit_findings.close, name="audit_finding_close"),
    path(f"audits/{_FINDING}keep-open/", audit_findings.keep_open, name="audit_finding_keep_open"),
    path("audits/samples/<int:audit_sample_id>/", samples.sample_page, name="audit_sample"),
    path("audits/papers/<int:audit_paper_id>/", samples.paper_result, name="audit_paper"),
    path(f"audits/{_AUDIT}", plans.audit_page, name="audit"),
    path(f"audits/{_AUDIT}approve/", plans.approve, name="approve_audit"),
    path(f"audits/{_AUDIT}withdraw/", plans.withdraw, name="withdraw_audit"),
    path(f"audits/{_AUDIT}draw/", samples.draw, name="draw_audit_sample"),
    path(f"audits/{_AUDIT}find/", audit_findings.make, name="make_audit_finding"),
    path(f"audits/{_AUDIT}draw-up/", plans.draw_up, name="draw_up_audit_report"),
    path(f"audits/{_AUDIT}return/", plans.send_back, name="return_audit_report"),
    path(f"audits/{_AUDIT}issue/", plans.issue, name="issue_audit_report"),
]
