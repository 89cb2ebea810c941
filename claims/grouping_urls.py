"""Addresses of payment groups, below those of bills."""

from django.urls import path

from claims.views.grouping import cases, catalogues, reviews

_CATALOGUE = "catalogues/<int:group_catalogue_id>/"
_REVIEW = "reviews/<int:case_review_id>/"
urlpatterns = [
    path("", cases.case_list, name="grouped_cases"),
    path("ungrouped/", cases.ungrouped_list, name="ungrouped_cases"),
    path("waiting/", cases.not_grouped_list, name="not_grouped"),
    path("sums/", cases.case_sums, name="grouped_case_sums"),
    path("month/", cases.group_month, name="group_month"),
    path("cases/<int:bill_id>/", cases.case_page, name="grouped_case"),
    path("catalogues/", catalogues.catalogue_list, name="group_catalogues"),
    path(_CATALOGUE, catalogues.catalogue_page, name="group_catalogue"),
    path(f"{_CATALOGUE}sheet/", catalogues.groups_xlsx, name="payment_groups_xlsx"),
    path(f"{_CATALOGUE}factors/", catalogues.factor_list, name="institution_factors"),
    path(f"{_CATALOGUE}factors/sheet/", catalogues.factors_xlsx, name="institution_factors_xlsx"),
    path(f"{_CATALOGUE}describe/", catalogues.describe, name="describe_groups"),
    path(f"{_CATALOGUE}in-force/", catalogues.enforce, name="enforce_groups"),
    path(f"{_CATALOGUE}discard/", catalogues.discard, name="discard_groups"),
    path(f"{_CATALOGUE}groups/<int:payment_group_id>/", catalogues.remove_group, name="payment_group"),
    path("reviews/", reviews.review_list, name="case_reviews"),
    path("reviews/apply/", reviews.apply_one, name="apply_case_review"),
    path(_REVIEW, reviews.review_page, name="case_review"),
    path(f"{_REVIEW}opinions/", reviews.opinion, name="case_opinion"),
    path(f"{_REVIEW}propose/", reviews.propose, name="propose_case_review"),
    path(f"{_REVIEW}decide/", reviews.decide, name="decide_case_review"),
    path(f"{_REVIEW}withdraw/", reviews.withdraw, name="withdraw_case_review"),
]
