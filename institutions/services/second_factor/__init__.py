"""The second factor: who is asked for it, checking what was typed, switching it on and off, taking it off by two."""
