"""Numbers and single events, each as a small piece of page."""
