"""What is refused about insurer and aid."""

from config.errors import DomainError


class PayerRefused(DomainError):
    """The premium or receipt cannot be made so; nothing was changed."""
