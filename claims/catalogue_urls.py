"""Addresses of the catalogue, below those of bills."""

from django.urls import path

from claims.views import (
    catalogue,
    catalogue_merges,
    catalogue_proposals,
    catalogue_versions,
    drug_stock,
    institution_codes,
)
from claims.views.prices import acts, application, evaluations, inquiries, lists

urlpatterns = [
    path("", catalogue.catalogue_list, name="catalogue"),
    path("workbook/", catalogue.catalogue_xlsx, name="catalogue_xlsx"),
    path("items/new/", catalogue_proposals.propose_item, name="propose_item"),
    path("items/<str:code>/", catalogue.catalogue_item, name="catalogue_item"),
    path("items/<str:code>/change/", catalogue_proposals.propose_change, name="propose_change"),
    path("versions/", catalogue_versions.version_list, name="catalogue_versions"),
    path(
        "versions/<int:catalogue_version_id>/",
        catalogue_versions.version_page,
        name="catalogue_version",
    ),
    path(
        "versions/<int:catalogue_version_id>/describe/",
        catalogue_versions.describe,
        name="describe_catalogue",
    ),
    path(
        "versions/<int:catalogue_version_id>/in-force/",
        catalogue_versions.enforce,
        name="enforce_catalogue",
    ),
    path(
        "versions/<int:catalogue_version_id>/discard/",
        catalogue_versions.discard,
        name="discard_catalogue",
    ),
    path(
        "versions/<int:catalogue_version_id>/rows/<int:catalogue_row_id>/",
        catalogue_versions.remove_row,
        name="catalogue_row",
    ),
    path("merges/", catalogue_merges.merge_list, name="catalogue_merges"),
    path("merges/new/", catalogue_merges.begin, name="begin_merge"),
    path("merges/<int:merge_id>/", catalogue_merges.merge_page, name="catalogue_merge"),
    path("merges/<int:merge_id>/draft/", catalogue_merges.draft, name="draft_merge"),
    path("unmatched/", institution_codes.unmatched_list, name="unmatched_codes"),
    path("unmatched/<int:unmatched_id>/", institution_codes.match_code, name="match_code"),
    path("own-codes/", institution_codes.code_list, name="institution_codes"),
    path(
        "own-codes/<int:institution_code_id>/",
        institution_codes.correct_code,
        name="institution_code",
    ),
    path("negotiated/", drug_stock.negotiated_list, name="negotiated_drugs"),
    path("stock/", drug_stock.stock_list, name="drug_stock"),
    path("stock/<int:stock_id>/", drug_stock.stop_stocking, name="end_stock"),
]

_PRICE = "prices/<int:price_application_id>/"
urlpatterns += [
    path("prices/", lists.application_list, name="price_applications"),
    path("prices/entry/", application.apply_entry, name="apply_price_entry"),
    path("prices/exit/", application.apply_exit, name="apply_price_exit"),
    path(_PRICE, application.application_page, name="price_application"),
    path(f"{_PRICE}print/", application.application_print, name="print_price_application"),
    path(f"{_PRICE}return/", acts.return_papers, name="return_price"),
    path(f"{_PRICE}hand-in/", acts.hand_in, name="hand_in_price"),
    path(f"{_PRICE}accept/", acts.accept, name="accept_price"),
    path(f"{_PRICE}withdraw/", acts.withdraw, name="withdraw_price"),
    path(f"{_PRICE}opinions/", acts.opinion, name="price_opinion"),
    path(f"{_PRICE}conclude/", acts.conclude, name="conclude_price"),
    path(f"{_PRICE}publish/", acts.publish, name="publish_price"),
    path(f"{_PRICE}close/", acts.close, name="close_price"),
    path(f"{_PRICE}propose/", acts.propose, name="propose_price"),
    path(f"{_PRICE}decide/", acts.verdict, name="decide_price"),
    path(f"{_PRICE}draft/", acts.draft, name="draft_price"),
]

_INQUIRY = "inquiries/<int:price_inquiry_id>/"
urlpatterns += [
    path("inquiries/", inquiries.inquiry_list, name="price_inquiries"),
    path("inquiries/new/", inquiries.open_one, name="open_inquiry"),
    path(_INQUIRY, inquiries.inquiry_page, name="price_inquiry"),
    path(f"{_INQUIRY}print/", inquiries.inquiry_print, name="print_inquiry"),
    path(f"{_INQUIRY}reply/", inquiries.reply, name="reply_inquiry"),
    path(f"{_INQUIRY}close/", inquiries.close, name="close_inquiry"),
    path(f"{_INQUIRY}withdraw/", inquiries.withdraw, name="withdraw_inquiry"),
]

_EVALUATION = "evaluations/<int:price_evaluation_id>/"
urlpatterns += [
    path("evaluations/", evaluations.evaluation_list, name="price_evaluations"),
    path("evaluations/new/", evaluations.open_one, name="open_price_evaluation"),
    path(_EVALUATION, evaluations.evaluation_page, name="price_evaluation"),
    path(f"{_EVALUATION}items/", evaluations.item_list, name="evaluated_prices"),
    path(f"{_EVALUATION}compute/", evaluations.compute, name="compute_price_evaluation"),
    path(f"{_EVALUATION}propose/", evaluations.propose, name="propose_price_evaluation"),
    path(f"{_EVALUATION}decide/", evaluations.decide, name="decide_price_evaluation"),
    path(
        f"{_EVALUATION}items/<int:evaluated_price_id>/", evaluations.conclude, name="conclude_evaluated_price"
    ),
]
