"""The arithmetic of domain.md, section 5: who is warm, when. Pure functions on plain data."""
