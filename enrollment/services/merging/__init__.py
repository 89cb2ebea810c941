"""Two former schemes become one (HG-01): rolls are matched, doubts decided, covers taken over, the merging closed.

Locks, in this order: the merging's row, then people in the order of their ids, then their coverages. Everything
happens with all counties visible, for a person may stand on the rolls of two; each act checks before who may do it.
"""
