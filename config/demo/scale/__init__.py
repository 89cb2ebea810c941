"""An area of real size, made by code: what `make scale` fills an empty database with, for measuring.

Other than the demonstration's, its people and bills do not come through sheets: a million rows are copied into the
real tables in blocks, every constraint, trigger and history on. What is decided about them (settlements, counters,
cleared months) is decided by the same services as anywhere.
"""
