"""Did a go-live hurt? Series, findings in words, and units at risk."""
