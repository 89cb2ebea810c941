"""Addresses of central procurement."""

from django.urls import path

from claims.views.procurement import batches, deliveries, payables, rewards, suppliers, volumes

_BATCH, _ONE = "<int:procurement_batch_id>/", "owed/<int:procurement_payable_id>/"
_REWARD, _EVENT = "rewards/<int:surplus_reward_id>/", "suppliers/events/<int:supplier_event_id>/"

urlpatterns = [
    path("", batches.batch_list, name="procurement_batches"),
    path("new/", batches.draft, name="draft_procurement"),
    path(_BATCH, batches.batch_page, name="procurement_batch"),
    path(f"{_BATCH}approve/", batches.approve, name="approve_procurement"),
    path(f"{_BATCH}close/", batches.close, name="close_procurement"),
    path(f"{_BATCH}catalogue/", batches.draft_rows, name="draft_procurement_rows"),
    path(f"{_BATCH}count/", batches.count, name="count_procurement"),
    path(f"{_BATCH}rewards/", batches.rewards, name="propose_rewards"),
    path(_REWARD, rewards.reward_page, name="surplus_reward"),
    path(f"{_REWARD}grant/", rewards.grant, name="grant_reward"),
    path(f"{_REWARD}send-back/", rewards.send_back, name="send_back_reward"),
    path("volumes/", volumes.volume_list, name="agreed_volumes"),
    path("purchases/", volumes.purchase_list, name="platform_purchases"),
    path("deliveries/", deliveries.delivery_list, name="deliveries"),
    path("deliveries/<int:delivery_id>/", deliveries.delivery_page, name="delivery"),
    path("deliveries/<int:delivery_id>/accept/", deliveries.accept, name="accept_delivery"),
    path("deliveries/<int:delivery_id>/refuse/", deliveries.refuse, name="refuse_delivery"),
    path("owed/", payables.payable_list, name="procurement_payables"),
    path("owed/propose/", payables.propose, name="propose_direct"),
    path(_ONE, payables.payable_page, name="procurement_payable"),
    path(f"{_ONE}approve/", payables.approve, name="approve_procurement_payable"),
    path(f"{_ONE}drop/", payables.drop, name="drop_procurement_payable"),
    path("suppliers/", suppliers.supplier_list, name="suppliers"),
    path("suppliers/new/", suppliers.new_supplier, name="new_supplier"),
    path("suppliers/<int:supplier_id>/", suppliers.supplier_page, name="supplier"),
    path(
        "suppliers/<int:supplier_id>/accounts/new/",
        suppliers.prepare_account,
        name="prepare_supplier_account",
    ),
    path("suppliers/<int:supplier_id>/events/new/", suppliers.new_event, name="new_supplier_event"),
    path(
        "suppliers/accounts/<int:supplier_account_id>/approve/",
        suppliers.approve_account,
        name="approve_supplier_account",
    ),
    path(
        "suppliers/accounts/<int:supplier_account_id>/withdraw/",
        suppliers.withdraw_account,
        name="withdraw_supplier_account",
    ),
    path(_EVENT, suppliers.event_page, name="supplier_event"),
    path(f"{_EVENT}confirm/", suppliers.confirm_event, name="confirm_supplier_event"),
    path(f"{_EVENT}refuse/", suppliers.refuse_event, name="refuse_supplier_event"),
    path(f"{_EVENT}repair/", suppliers.ask_repair, name="ask_supplier_repair"),
    path(f"{_EVENT}repair/grant/", suppliers.grant_repair, name="grant_supplier_repair"),
    path(f"{_EVENT}repair/refuse/", suppliers.refuse_repair, name="refuse_supplier_repair"),
]
