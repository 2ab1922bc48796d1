"""The command line: one file per command. Only here click, rich and the clock."""

import atexit
import gc

CALM = 50_000
"""New objects before Python looks for garbage: a shop is large and kept to the end, and looking through it takes a tenth of the time."""

# Here, and not where a call begins: it holds for what is imported, too.
gc.set_threshold(CALM)
# Python looks through everything once more before it ends. By then it may all go, garbage or not.
atexit.register(gc.freeze)
