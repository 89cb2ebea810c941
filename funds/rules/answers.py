"""The course of a finding somebody has to answer for by a day: answered, judged, closed by a second person. Pure."""

from __future__ import annotations

from claims.rules.flow import Flow

OPEN, RETURNED, ANSWERED, ACCEPTED, CLOSED = "open", "returned", "answered", "accepted", "closed"
ANSWER, SEND_BACK, ACCEPT, KEEP_OPEN, CLOSE = "answer", "send_back", "accept", "keep_open", "close"

COURSE = Flow(
    {
        (OPEN, ANSWER): ANSWERED,
        (RETURNED, ANSWER): ANSWERED,
        (ANSWERED, ACCEPT): ACCEPTED,
        (ANSWERED, SEND_BACK): RETURNED,
        (ACCEPTED, CLOSE): CLOSED,
        # The second person does not agree: it goes back to whoever answered.
        (ACCEPTED, KEEP_OPEN): RETURNED,
    }
)
