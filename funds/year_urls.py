"""Addresses of the fund's year: settlements, reserves, the opening of pooling, old funds into one."""

from django.urls import path

from funds.views import (
    book_merging_acts,
    book_mergings,
    fund_curves,
    handovers,
    opening_acts,
    openings,
    reserves,
    sharing_what_if,
)
from funds.views.settlements import acts as settlement_acts
from funds.views.settlements import pages as settlements
from funds.views.settlements import payments as gap_payments

urlpatterns = [
    path("sharing/what-if/", sharing_what_if.what_if, name="sharing_what_if"),
    path("sharing/what-if/sheet/", sharing_what_if.what_if_sheet, name="sharing_what_if_sheet"),
    path("year-settlements/", settlements.settlement_list, name="year_settlements"),
    path("year-settlements/draw-up/", settlement_acts.draw, name="draw_up_settlement"),
    path("year-settlements/payments/", gap_payments.payment_list, name="gap_payments"),
    path(
        "year-settlements/payments/<int:gap_receipt_id>/check/", gap_payments.check, name="check_gap_payment"
    ),
    path(
        "year-settlements/payments/<int:gap_receipt_id>/refuse/",
        gap_payments.refuse,
        name="refuse_gap_payment",
    ),
    path("year-settlements/demands/<int:gap_demand_id>/", gap_payments.demand_paper, name="gap_demand"),
    path("year-settlements/demands/<int:gap_demand_id>/pay/", gap_payments.enter, name="enter_gap_payment"),
    path("year-settlements/demands/<int:gap_demand_id>/dun/", gap_payments.dun_act, name="dun_gap"),
    path("year-settlements/letters/<int:gap_dunning_id>/", gap_payments.dunning_paper, name="gap_letter"),
    path("year-settlements/<int:year_settlement_id>/", settlements.settlement_page, name="year_settlement"),
    path(
        "year-settlements/<int:year_settlement_id>/again/", settlement_acts.redraw, name="redraw_settlement"
    ),
    path("year-settlements/<int:year_settlement_id>/agree/", settlement_acts.agree, name="agree_settlement"),
    path(
        "year-settlements/<int:year_settlement_id>/approve/",
        settlement_acts.approve_act,
        name="approve_settlement",
    ),
    path("year-settlements/<int:year_settlement_id>/post/", settlement_acts.post, name="post_settlement"),
    path("reserves/", reserves.reserve_page, name="reserves"),
    path("reserves/curves/", fund_curves.curves, name="fund_curves"),
    path("reserves/enter/", reserves.enter, name="enter_reserve"),
    path("reserves/distribute/", reserves.distribute, name="distribute_reserve"),
    path("reserves/<int:reserve_movement_id>/", reserves.movement_page, name="reserve_movement"),
    path("reserves/<int:reserve_movement_id>/book/", reserves.book, name="book_reserve"),
    path("reserves/<int:reserve_movement_id>/refuse/", reserves.refuse, name="refuse_reserve"),
    path("openings/", openings.opening_list, name="openings"),
    path("openings/enter/", opening_acts.enter, name="enter_opening"),
    path("openings/<int:opening_id>/", openings.opening_page, name="opening"),
    path("openings/<int:opening_id>/scans/", opening_acts.attach_scan, name="attach_opening"),
    path("openings/<int:opening_id>/check/", opening_acts.check, name="check_opening"),
    path("openings/<int:opening_id>/confirm/", opening_acts.confirm, name="confirm_opening"),
    path("openings/<int:opening_id>/return/", opening_acts.send_back, name="return_opening"),
    path("openings/<int:opening_id>/book/", opening_acts.book, name="book_opening"),
    path("openings/<int:opening_id>/use/", opening_acts.use, name="use_opening"),
    path("openings/<int:opening_id>/charge/", opening_acts.charge, name="charge_opening"),
    path("opening-uses/<int:opening_use_id>/book/", opening_acts.book_one_use, name="book_opening_use"),
    path("opening-uses/<int:opening_use_id>/refuse/", opening_acts.refuse_one_use, name="refuse_opening_use"),
    path("handovers/", handovers.handover_list, name="handovers"),
    path("handovers/make/", handovers.make, name="make_handover"),
    path("handovers/<int:handover_id>/", handovers.handover_page, name="handover"),
    path("handovers/<int:handover_id>/items/", handovers.put, name="put_handover_item"),
    path("handovers/<int:handover_id>/seal/", handovers.seal, name="seal_handover"),
    path("handovers/<int:handover_id>/sign/", handovers.sign, name="sign_handover"),
    path("handovers/<int:handover_id>/paper/", handovers.paper_signature, name="paper_signature"),
    path("handover-items/<int:handover_item_id>/found/", handovers.found, name="handover_found"),
    path("handover-items/<int:handover_item_id>/remove/", handovers.remove, name="remove_handover_item"),
    path("merged-books/", book_mergings.merging_list, name="book_mergings"),
    path("merged-books/begin/", book_mergings.begin, name="begin_book_merging"),
    path("merged-books/<int:book_merging_id>/", book_mergings.merging_page, name="book_merging"),
    path("merged-books/<int:book_merging_id>/arrears/", book_merging_acts.arrear, name="enter_legacy_arrear"),
    path(
        "merged-books/<int:book_merging_id>/benefits/",
        book_merging_acts.benefits,
        name="list_legacy_benefits",
    ),
    path("merged-books/<int:book_merging_id>/carry/", book_merging_acts.carry, name="carry_legacy_benefits"),
    path(
        "merged-books/<int:book_merging_id>/propose/", book_merging_acts.propose, name="propose_book_closing"
    ),
    path("merged-books/<int:book_merging_id>/close/", book_merging_acts.close, name="close_book_merging"),
    path(
        "legacy-arrears/<int:legacy_arrear_id>/confirm/",
        book_merging_acts.confirm,
        name="confirm_legacy_arrear",
    ),
    path("legacy-arrears/<int:legacy_arrear_id>/drop/", book_merging_acts.drop, name="drop_legacy_arrear"),
    path("legacy-arrears/<int:legacy_arrear_id>/pay/", book_merging_acts.pay, name="pay_legacy_arrear"),
]
