"""The command line: one file per command. Only here click, rich and the clock."""
