"""A payer's list of settlements of a month beside ours: compared, explained; the province's, the insurer's, aid's."""
