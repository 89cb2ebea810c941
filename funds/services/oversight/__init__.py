"""The supervision committee's sessions and experts' consultation on major questions (HG-09, source 002 五(四))."""
