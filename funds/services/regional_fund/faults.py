"""Why an act of the regional fund is refused."""

from config.errors import DomainError


class RegionalFundRefused(DomainError):
    """Figures are missing, more is asked than there is, or it was decided already."""
