"""What designated institutions and the agency do with each other, topic by topic.

Each topic is made once, whole or not at all, by the people whose duty it is; nothing where the area's documents say
nothing of it.
"""
