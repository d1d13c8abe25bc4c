"""What needs servers beside the app: `make test-engines` runs these."""
