"""Codes of the second factor: six digits of the moment (RFC 6238), and recovery codes for when the phone is gone."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets

import pyotp

STEP_SECONDS = 30
DRIFT_STEPS = 1
"""A phone's clock may be wrong by so many steps, before or behind."""
DIGITS = re.compile(r"\d{6}")

RECOVERY_CODES = 10
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without i, l, o, 0 and 1, which paper does not tell apart."""
GROUPS, GROUP = 4, 4
"""Sixteen of 31 letters, 79 bits: nobody finds one by trying all, so a fast hash with salt keeps them."""
SALT_BYTES = 16


def new_secret() -> str:
    """160 bits, in base 32 as authenticator apps take it."""
    return pyotp.random_base32()


def address_for_app(secret: str, *, user_name: str, issuer: str) -> str:
    """``otpauth://…``, what the picture for the phone's camera says."""
    return pyotp.TOTP(secret).provisioning_uri(name=user_name, issuer_name=issuer)


def matching_step(secret: str, typed: str, *, at: float, after: int) -> int | None:
    """The time step whose code was ``typed`` at ``at`` (Unix seconds), or None.

    Only steps later than ``after``, the last one used: a code opens once. Every step is compared, so the time it
    takes tells nothing.
    """
    code = typed.replace(" ", "")
    if not DIGITS.fullmatch(code):
        return None
    totp = pyotp.TOTP(secret)
    now = int(at) // STEP_SECONDS
    found = [
        step
        for step in range(now - DRIFT_STEPS, now + DRIFT_STEPS + 1)
        if hmac.compare_digest(totp.generate_otp(step), code) and step > after
    ]
    return found[0] if found else None


def in_groups(secret: str) -> str:
    """A secret as people read it out: fours, with spaces."""
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))


def new_recovery_codes() -> list[str]:
    """``abcd-efgh-jkmn-pqrs``, ten different ones."""
    codes: set[str] = set()
    while len(codes) < RECOVERY_CODES:
        letters = "".join(secrets.choice(LETTERS) for _place in range(GROUPS * GROUP))
        codes.add("-".join(letters[start : start + GROUP] for start in range(0, len(letters), GROUP)))
    return sorted(codes)


def digest_of(code: str, salt: str = "") -> str:
    """``salt$hash`` of a recovery code, with a new salt unless one is given."""
    salt = salt or secrets.token_hex(SALT_BYTES)
    return f"{salt}${hashlib.sha256(f'{salt}{_letters(code)}'.encode()).hexdigest()}"


def is_code_of(digest: str, typed: str) -> bool:
    salt, _dollar, _hash = digest.partition("$")
    return hmac.compare_digest(digest, digest_of(typed, salt))


def _letters(code: str) -> str:
    return re.sub(r"[\s-]", "", code).lower()
