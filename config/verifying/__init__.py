"""Does the database still say what was written to it? Every difference is found anew and named with its place.

Apps register what they can derive again (:func:`verification`, in a module ``verifying`` of theirs); what holds for
every table (guards, rights, sequences, references, files) is asked here. Nothing is changed: the whole runs in one
read-only transaction, so that all of it speaks of the same instant.
"""

from .registry import Difference, Verification, verification, verifications
from .run import Outcome, verify

__all__ = ["Difference", "Outcome", "Verification", "verification", "verifications", "verify"]
