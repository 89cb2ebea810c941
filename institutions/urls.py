"""Addresses of institutions and policies."""

from django.urls import path

from institutions.views import institutions, papers, policies, policy_comparison, policy_reading

app_name = "institutions"

urlpatterns = [
    path("policies/", policies.policy_list, name="policies"),
    path("policies/load/", policies.load_policy, name="load_policy"),
    path("policies/in-force/", policy_reading.policy_in_force, name="policy_in_force"),
    path("policies/compare/", policy_comparison.compare_policies, name="compare_policies"),
    path("policies/<int:version_id>/", policy_reading.policy_page, name="policy"),
    path("policies/<int:version_id>/review/", policies.review_policy, name="review_policy"),
    path("policies/<int:version_id>/enforce/", policies.enforce_policy, name="enforce_policy"),
    path("papers/<int:attachment_id>/", papers.paper, name="paper"),
    path("", institutions.institution_list, name="institutions"),
    path("<int:institution_id>/", institutions.institution_file, name="institution"),
    path("<int:institution_id>/accounts/new/", institutions.prepare_account, name="prepare_account"),
    path(
        "<int:institution_id>/accounts/<int:account_id>/approve/",
        institutions.approve_account,
        name="approve_account",
    ),
]
