"""From a report to rows, each beside the words that it rests on: rules that can be read, without a model."""
