"""What a scenario file may hold: its tables and keys, their values, the schema, how it is written."""
