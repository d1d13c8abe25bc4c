"""What is asked over HTTP, and what every answer says about safety."""
