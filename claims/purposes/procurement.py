"""Central procurement: batches, deliveries, suppliers, what is owed."""

from django.utils.translation import gettext_lazy as _

PURPOSES = {
    "procurement_batches": _(
        "Batches of central procurement, from draft to close. Open one for its items, volumes and rewards."
    ),
    "draft_procurement": _(
        "Enter a batch with its period and basis. Its items come by sheet; then a second person puts it "
        "in force."
    ),
    "procurement_batch": _("Items, agreed prices and volumes of the batch, and what can be done now."),
    "approve_procurement": _(
        "Puts the batch in force as a second person, after comparing it with its document. Its items "
        "never change afterwards."
    ),
    "close_procurement": _(
        "Ends the batch after its period: no delivery is taken in any more, and surplus rewards can be "
        "computed."
    ),
    "count_procurement": _(
        "Counts from settled bills how much of every agreed volume was used, in the background."
    ),
    "draft_procurement_rows": _(
        "Writes the agreed prices into the catalogue draft as payment standards for the days of the "
        "batch. A second person puts it in force."
    ),
    "propose_rewards": _(
        "Computes the reward of every institution of a closed batch; what is only proposed is computed "
        "anew. A second person reviews each."
    ),
    "surplus_reward": _(
        "How the institution's reward came about, step by step; a second person grants it or sends it back."
    ),
    "grant_reward": _(
        "Grants the reward as a second person; it is then owed to the institution out of the fund."
    ),
    "send_back_reward": _("Sends the reward back with the reason; it is to be computed anew."),
    "deliveries": _(
        "Deliveries reported under batches. A second person accepts or refuses each; what is accepted can"
        " be paid."
    ),
    "delivery": _("What was delivered by whom to whom, for how much, and whether it is accepted."),
    "accept_delivery": _(
        "Confirms as another person that goods and invoice are right. It counts for the agreed volume and"
        " can be proposed for payment."
    ),
    "refuse_delivery": _(
        "Refuses the delivery as another person, with the reason; it does not count and is not paid."
    ),
    "agreed_volumes": _(
        "How much of each item every institution agreed to take, and how much was delivered and used; who"
        " is behind is marked."
    ),
    "platform_purchases": _(
        "What institutions bought in a month, and how much of it on the platform. The figures come by import."
    ),
    "procurement_payables": _(
        "What the fund owes suppliers for accepted deliveries, and institutions as rewards. A second "
        "person approves direct payments."
    ),
    "propose_direct": _(
        "Adds accepted deliveries up to one amount per supplier, institution and scheme. A second person "
        "approves each."
    ),
    "procurement_payable": _("The amount owed, the deliveries in it, the payee, and how its payment stands."),
    "approve_procurement_payable": _(
        "Approves the payment as a second person. The fund pays the supplier, and the institution gets "
        "that much less by its next clearing."
    ),
    "drop_procurement_payable": _(
        "Refuses the amount as a second person, with the reason; its deliveries can be proposed anew."
    ),
    "suppliers": _(
        "Suppliers the fund pays directly, with this year's credit rating. Open one for accounts and "
        "credit events."
    ),
    "new_supplier": _(
        "Enter a supplier by its code. Before it can be paid it needs an account two people agree on."
    ),
    "supplier": _(
        "The supplier's accounts, credit events and rating of the year; rated worst it is in no batch."
    ),
    "prepare_supplier_account": _(
        "Enter the account and its first day. It takes effect only when a second person has approved it."
    ),
    "approve_supplier_account": _(
        "Approves the account as a second person; from its first day all payments to the supplier go there."
    ),
    "withdraw_supplier_account": _(
        "An account that was entered wrongly is taken back before anybody approved it; why stays with it."
    ),
    "new_supplier_event": _(
        "Enter what the supplier did, with the evidence. Points are taken only when a second person has "
        "confirmed it."
    ),
    "supplier_event": _("What happened, the evidence, the points, and whether it is confirmed or repaired."),
    "confirm_supplier_event": _("Confirms the event as a second person; the supplier's points are taken."),
    "refuse_supplier_event": _(
        "Does not confirm the event, as a second person; the supplier loses no points."
    ),
    "ask_supplier_repair": _(
        "Ask for the supplier's credit to be repaired, with what it put right. A second person decides."
    ),
    "grant_supplier_repair": _("Grants the supplier's repair as a second person; the points are given back."),
    "refuse_supplier_repair": _("Refuses the supplier's repair as a second person; the points stay taken."),
}
