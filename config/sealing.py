"""Short secrets that the program must read again, sealed before they are stored.

Sealed with a key made from ``SECRET_KEY``; whoever has only the database, or a backup of it, cannot open them. After a
change of the key those sealed before open while the old one stands in ``SECRET_KEY_FALLBACKS``.
"""

from __future__ import annotations

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


class SealBroken(ValueError):
    """Sealed with a key that is not known any more, or not by us."""


def seal(text: str, *, purpose: str) -> str:
    """``purpose`` goes into the key: what was sealed for one thing opens as no other."""
    return _box(purpose).encrypt(text.encode()).decode()


def unseal(sealed: str, *, purpose: str) -> str:
    """Raises :class:`SealBroken`."""
    try:
        return _box(purpose).decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise SealBroken(purpose) from error


def _box(purpose: str) -> MultiFernet:
    return MultiFernet(
        [_key(secret, purpose) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    )


def _key(secret: str, purpose: str) -> Fernet:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=f"tongchou:{purpose}".encode())
    return Fernet(base64.urlsafe_b64encode(derived.derive(secret.encode())))
