"""Reports: one page about one question, in the forms that people read."""
