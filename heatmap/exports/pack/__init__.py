"""The board pack: each section as documents, and all of them as one file."""
