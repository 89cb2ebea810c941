"""Policy from the city (NB-28): a county's proposals go up, decisions come down."""
