"""Pictures as readers get them: measured, freed of what a camera wrote into them, and fit for a letter. Only here Pillow."""

from planner.pictures.album import Album, Derived
from planner.pictures.gallery import Gallery, Shown
from planner.pictures.keeping import kept_below
from planner.pictures.measure import Measure, measure
from planner.pictures.strip import stripped

__all__ = ["Album", "Derived", "Gallery", "Measure", "Shown", "kept_below", "measure", "stripped"]
