"""One function per question: read, score, remember by version and filters."""
