"""The settings of a shop, read from mkdocs.yml without MkDocs and without executing anything in it.

The first thing that is wrong stops with a `ConfigError` that knows the file and the line.
"""

from planner.config.files import find_config
from planner.config.language import spoken_in
from planner.config.settings import read_settings

__all__ = ["find_config", "read_settings", "spoken_in"]
