"""One council: stepped with Mesa, told, watched, or played by a person in a seat."""
