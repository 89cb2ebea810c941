"""How passwords are stored: Argon2id, costly for whoever guesses and bearable for a morning's two hundred sign-ins."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2id(Argon2PasswordHasher):
    """19 MiB, two passes, one lane: the least OWASP's Password Storage Cheat Sheet calls enough.

    Django's own 100 MiB in eight lanes and PBKDF2 take 0.3 s of a core each, this 0.05 s; the memory is what
    makes guessing on graphics cards dear.
    """

    memory_cost = 19_456
    time_cost = 2
    parallelism = 1
