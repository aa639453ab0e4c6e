"""Lead indicators: control charts, their signals and phases, and effects after go-lives."""
