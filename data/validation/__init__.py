"""From records to events: each cell checked, each problem kept, nothing dropped."""
