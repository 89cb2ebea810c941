"""The faults harness: each step of the month killed at random instants, and compared with the same step undisturbed.

``make faults`` runs it (``python -m tests.faults --help``). It needs the embedded servers, because it stops the
database the hard way; every run has a database of its own, cloned from the step's starting state.
"""
