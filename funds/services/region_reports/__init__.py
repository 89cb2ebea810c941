"""A city's figures reported upwards."""
