"""Side panels, lists and sections of the pages."""
