"""Templates compiled once for all sites and letters that a run of the tests makes: Jinja compiles them anew for each."""

from __future__ import annotations

from types import CodeType
from typing import Any

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

Kind = tuple[object, ...]


class Kept(BytecodeCache):
    """What Jinja has made of a template, by its file, its text, and all that it hangs on besides."""

    def __init__(self) -> None:
        self.codes: dict[Kind, CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.codes.get(_kind(bucket))

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self.codes[_kind(bucket)] = bucket.code


def _kind(bucket: Bucket) -> Kind:
    how = bucket.environment
    names = (frozenset(how.filters), frozenset(how.tests), frozenset(how.extensions))
    escaped = getattr(how.autoescape, "__code__", how.autoescape)  # a function is made anew for each site
    return (bucket.key, bucket.checksum, type(how), escaped, how.trim_blocks, how.lstrip_blocks, *names)


def keep_templates(kept: Kept) -> None:
    """Have every environment that is made from now on look there first."""
    made = Environment.__init__

    def remembering(environment: Environment, *values: Any, **options: Any) -> None:
        made(environment, *values, **({"bytecode_cache": kept} | options))

    Environment.__init__ = remembering  # type: ignore[assignment]
