"""Addresses of payment budgets."""

from django.urls import path

from claims.views.budgets import acts, county, use, whole

urlpatterns = [
    path("", whole.budget_list, name="budgets"),
    path("draft/", acts.draft, name="draft_budget"),
    path("<int:budget_id>/", whole.budget_page, name="budget"),
    path("<int:budget_id>/submit/", acts.submit, name="submit_budget"),
    path("<int:budget_id>/return/", acts.return_whole, name="return_budget"),
    path("<int:budget_id>/approve/", acts.approve, name="approve_budget"),
    path("<int:budget_id>/drop/", acts.drop, name="drop_budget"),
    path("<int:budget_id>/use/", use.use_page, name="budget_use"),
    path("<int:budget_id>/use/count/", acts.count, name="count_budget_use"),
    path("counties/<int:county_budget_id>/", county.county_page, name="county_budget"),
    path("counties/<int:county_budget_id>/hand-in/", acts.hand_in_county, name="hand_in_county_budget"),
    path("counties/<int:county_budget_id>/return/", acts.return_county, name="return_county_budget"),
    path("counties/<int:county_budget_id>/decide/", acts.decide_county, name="decide_county_budget"),
    path("counties/<int:county_budget_id>/adjust/", acts.adjust_county, name="adjust_county_budget"),
    path("counties/<int:county_budget_id>/shares/new/", acts.new_share, name="new_budget_share"),
    path("shares/<int:budget_share_id>/", county.share_page, name="budget_share"),
    path("shares/<int:budget_share_id>/adjust/", acts.adjust_share, name="adjust_budget_share"),
    path(
        "adjustments/<int:budget_adjustment_id>/decide/",
        acts.decide_adjustment,
        name="decide_budget_adjustment",
    ),
    path(
        "adjustments/<int:budget_adjustment_id>/refuse/",
        acts.refuse_adjustment,
        name="refuse_budget_adjustment",
    ),
]
