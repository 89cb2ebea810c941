"""Our speed against floors measured in the same run: ``python -m tests.bench`` (``make bench``).

Seconds belong to a machine; ratios to the floor are compared from one machine to another.
"""
