"""Addresses of policy: versions, what is in force, counties' proposals, notices of what came into force."""

from django.urls import path

from institutions.views import (
    policies,
    policy_comparison,
    policy_notices,
    policy_proposal_acts,
    policy_proposals,
    policy_reading,
    service_list,
)

_ONE = "policies/proposals/<int:policy_proposal_id>/"

POLICY = [
    path("policies/", policies.policy_list, name="policies"),
    path("policies/load/", policies.load_policy, name="load_policy"),
    path("policies/in-force/", policy_reading.policy_in_force, name="policy_in_force"),
    path("policies/compare/", policy_comparison.compare_policies, name="compare_policies"),
    path("policies/<int:version_id>/", policy_reading.policy_page, name="policy"),
    path("policies/<int:version_id>/review/", policies.review_policy, name="review_policy"),
    path("policies/<int:version_id>/enforce/", policies.enforce_policy, name="enforce_policy"),
    path("policies/services/", service_list.service_list, name="service_list"),
    path("policies/notices/", policy_notices.notices, name="policy_notices"),
    path("policies/notices/<int:policy_notice_id>/", policy_notices.notice, name="policy_notice"),
    path("policies/notices/<int:policy_notice_id>/read/", policy_notices.read, name="read_policy_notice"),
    path(
        "policies/notices/<int:policy_notice_id>/carried-out/",
        policy_notices.executed,
        name="execute_policy_notice",
    ),
    path("policies/proposals/", policy_proposals.proposals, name="policy_proposals"),
    path("policies/proposals/new/", policy_proposal_acts.new, name="new_policy_proposal"),
    path(_ONE, policy_proposals.proposal, name="policy_proposal"),
    path(f"{_ONE}rewrite/", policy_proposal_acts.rewrite, name="rewrite_policy_proposal"),
    path(f"{_ONE}parameters/new/", policy_proposal_acts.add_line, name="add_proposal_parameter"),
    path(
        f"{_ONE}parameters/<int:policy_proposal_line_id>/remove/",
        policy_proposal_acts.remove_line,
        name="remove_proposal_parameter",
    ),
    path(f"{_ONE}evidence/", policy_proposal_acts.attach_scan, name="attach_policy_proposal"),
    path(f"{_ONE}send/", policy_proposal_acts.send, name="send_policy_proposal"),
    path(f"{_ONE}take-up/", policy_proposal_acts.city_takes_up, name="take_up_policy_proposal"),
    path(f"{_ONE}ask-back/", policy_proposal_acts.city_asks_back, name="ask_back_policy_proposal"),
    path(f"{_ONE}decline/", policy_proposal_acts.city_declines, name="decline_policy_proposal"),
    path(f"{_ONE}adopt/", policy_proposal_acts.city_adopts, name="adopt_policy_proposal"),
    path(f"{_ONE}received/", policy_proposal_acts.received, name="receive_policy_decision"),
]
