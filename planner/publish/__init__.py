"""What readers get, and the calendar of it, as `{path: text or bytes}`; one room for each, and nothing is written here."""
