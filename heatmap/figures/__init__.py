"""Pure pictures: frames in, drawings out; colours, bands and fonts are in theme."""
