"""Pages of the second factor: at the door, one's own, and the administrators' resets."""
