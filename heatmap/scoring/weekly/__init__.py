"""From impacts to weeks: hours spread, changes counted, capacity worked out."""
