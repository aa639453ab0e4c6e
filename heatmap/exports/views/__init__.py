"""Each page's view as a document."""
