"""A file of another office is taken in under an agreement; its rows are checked before they are kept."""

from __future__ import annotations

from typing import IO

from config.models import ImportRun
from config.periods import Month
from config.spreadsheets.engine import receive_file
from enrollment.models import Direction, ExchangeAgreement
from enrollment.spreadsheets.exchange.layouts import layout_of
from institutions.models import Agency, User

from .agreed import require_agreed


def take_in(
    *,
    agreement: ExchangeAgreement,
    month: Month,
    purpose: str,
    file: IO[bytes],
    filename: str,
    acting_user: User,
    agency: Agency,
) -> ImportRun:
    """The received run: check, confirm and apply it as any import. Once applied the file stands in the log.

    Duty handle at ``agency``, any of the agreement's area. Raises ``ExchangeRefused``, ``ImportRefused``. The same
    content again gives a run that is refused and names the first.
    """
    require_agreed(agreement=agreement, direction=Direction.IN, month=month, purpose=purpose, agency=agency)
    return receive_file(
        kind=layout_of(agreement.layout).kind,
        file=file,
        filename=filename,
        acting_user=acting_user,
        agency=agency,
        about={"agreement": agreement.pk, "period": str(month), "purpose": purpose.strip()},
    )
