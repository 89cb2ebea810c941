"""Care outside the area: what the province lists and is paid, and its advance."""
