"""A working day in ten minutes: two hundred clerks at the pages of a real gunicorn over the area `make scale` made.

Threads and the standard library do it: twenty pages a second need no framework, and what the driver takes of the two
cores the server lacks. (Locust would bring gevent, Flask and a web page of its own for the same figures.)
"""
