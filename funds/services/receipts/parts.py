"""What a receipt is in the books' roles."""

from __future__ import annotations

from config.money import to_fen
from enrollment.models import RESIDENTS, Receipt
from enrollment.services.receipts.to_book import paid_alone
from funds.rules.receipt_postings import ADVANCE, COLLECTIVE, EMPLOYER, LATE_FEE, PERSONAL


def parts_of(receipt: Receipt) -> dict[str, int]:
    """Fen by role, once the time it pays for has come."""
    shares = list(receipt.shares.all())
    own = to_fen(receipt.amount) if paid_alone(receipt) else 0
    payers = COLLECTIVE if receipt.insutype == RESIDENTS else EMPLOYER
    return {
        payers: sum(to_fen(one.employer) for one in shares),
        PERSONAL: own + sum(to_fen(one.personal) for one in shares),
        LATE_FEE: to_fen(receipt.late_fee),
        ADVANCE: to_fen(receipt.advance),
    }
