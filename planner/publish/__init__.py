"""What readers get: site, feed and letters as `{path: text or bytes}`; one room for each, and nothing is written here."""
