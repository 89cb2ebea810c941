"""The year's clearing with institutions: opened, computed, sent, confirmed or objected, reviewed; settled by months.

Lock order: year before its institutions before loans before the month.
"""
