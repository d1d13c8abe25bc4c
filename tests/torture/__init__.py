"""What takes minutes: `make torture` runs these, and `make torture MINUTES=30` for longer."""
