"""Acts on coverage: enrol, end, change, hold and void. Each locks the person's row first, then writes.

Any counter of the area may do them (NB-27): the act records whose counter it was, the coverage whose person it is.
"""
