"""The words of a letter: what phrases stand in it, in whose voice, and whether they sell.

`notation` reads phrases as people write them, `phrases` holds the lists of `locales/*/phrases.toml`, `passage` prepares a
paragraph, `parts` says what a letter consists of, `caught` takes the first look at many letters, `scan` finds the phrases, `links` the
addresses, `selling` weighs, and `leaning` says how the words around a finding read.
"""
