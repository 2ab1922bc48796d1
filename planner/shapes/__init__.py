"""What a written value must look like: the one description that reading, messages and `planner schema` share.

A shape reads a node of YAML into a value, or says (through `Reading.wrong`) what was found and what was expected. What is
expected has a name in `locales/*/shapes.toml`.
"""

from planner.shapes.links import Link, Way
from planner.shapes.moments import Day, When
from planner.shapes.money import Price
from planner.shapes.reading import Reading, Shape, is_empty, scalar, shown
from planner.shapes.reason import Reason
from planner.shapes.several import Keys, ListOf, MapOf
from planner.shapes.single import Anything, Flag, OneOf, Text, Whole

__all__ = [
    "Anything",
    "Day",
    "Flag",
    "Keys",
    "Link",
    "ListOf",
    "MapOf",
    "OneOf",
    "Price",
    "Reading",
    "Reason",
    "Shape",
    "Text",
    "Way",
    "When",
    "Whole",
    "is_empty",
    "scalar",
    "shown",
]
