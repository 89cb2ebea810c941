"""The demonstration: invented people and bills of a year, sent through the same doors a clerk uses.

Wiring, as ``config.urls`` is: it may import every floor, and no app imports it. Everything invented here is
derived from the area's code, so that two runs on two machines write the same sheets.
"""
