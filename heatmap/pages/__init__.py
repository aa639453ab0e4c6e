"""The pages, one file each: layout, what they show, and their wiring."""
