"""Named reads for pages: nothing here changes anything."""
