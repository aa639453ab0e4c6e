"""The optimiser: the problem in arrays, its relaxation, cuts and branches, and the proof of a plan."""
