"""A unit's indicator against the units without that go-live: panels, comparisons, judgements."""
