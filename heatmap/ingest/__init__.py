"""Portfolio files into accepted rows, rejected rows with a reason, and warnings."""
