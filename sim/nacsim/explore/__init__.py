"""What would change the outcome: every question here is asked of the one engine, under the same luck."""
