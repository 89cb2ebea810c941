"""The acts on agreements with designated institutions, one module for each."""
