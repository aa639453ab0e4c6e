"""A portfolio in whole numbers: codes as positions, impacts as sorted arrays, dates as weeks."""
