"""Pictures as readers get them: measured, freed of what a camera wrote into them, and fit for a letter. Only here Pillow."""

from planner.pictures.album import Album, Derived
from planner.pictures.keeping import kept_below
from planner.pictures.measure import Measure, measure

__all__ = ["Album", "Derived", "Measure", "kept_below", "measure"]
