"""Plans as suggestions: few moves, what each brings and costs, and why not others."""
