"""Making a question in the page: its text is the one truth, and the form is drawn from it and changes it.

`fields` says what can be filled in, `typed` turns what people type into values, `edits` puts them into the tables, `form`
lays the tables out with every mistake beside its field, `answers` are the page's questions.
"""
