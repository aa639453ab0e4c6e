"""The grid as one standalone SVG picture, part by part."""
