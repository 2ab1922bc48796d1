"""The tags of mkdocs.yml that MkDocs would act on. Reading the settings ignores them; a build must refuse them."""

from __future__ import annotations

from pathlib import Path

from planner.config.files import broken, read_files
from planner.errors import ConfigError
from planner.frontmatter import YamlError, executing_tags


def refuse_tags(config: Path) -> None:
    """Stop where a tag, in mkdocs.yml or in what it inherits from, would run a program.

    `!!python/name:` only names a function of an extension, and is fine.
    """
    for path in (file.path for file in read_files(config).files):
        try:
            found = next(executing_tags(path.read_text(encoding="utf-8-sig")), None)
        except YamlError as error:
            raise broken(path, error) from error
        if found:
            raise ConfigError("config-python-tag", path=path.name, line=found[1], tag=found[0])
