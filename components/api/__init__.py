"""What programs may ask of a record, and the words it is answered in: for HTTP and for tools of assistants alike."""
