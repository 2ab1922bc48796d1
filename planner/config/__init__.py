"""The settings of a shop, read from mkdocs.yml without MkDocs and without executing anything in it.

The first thing that is wrong stops with a `ConfigError` that knows the file and the line.
"""

from planner.config.files import find_config
from planner.config.host import is_nameless
from planner.config.language import spoken_in
from planner.config.settings import read_settings
from planner.config.tags import refuse_tags

__all__ = ["find_config", "is_nameless", "read_settings", "refuse_tags", "spoken_in"]
