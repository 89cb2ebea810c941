"""Acts on contribution years and retirement: count, withdraw, judge, decide, make up what is missing.

Each locks the person's row first, then the case. A county acts on its own people, the city on all.
"""
