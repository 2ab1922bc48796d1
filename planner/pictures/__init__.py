"""Pictures as readers get them: measured, freed of what a camera wrote into them, and fit for a letter. Only here Pillow."""

from planner.pictures.album import LETTER_WIDTH, Album, Derived
from planner.pictures.gallery import Gallery, Shown
from planner.pictures.keeping import kept_below
from planner.pictures.measure import Measure, measure
from planner.pictures.reading import read_picture
from planner.pictures.sign import HOME, ICON, TOUCH, sign_path
from planner.pictures.strip import stripped

__all__ = [
    "HOME",
    "ICON",
    "LETTER_WIDTH",
    "TOUCH",
    "Album",
    "Derived",
    "Gallery",
    "Measure",
    "Shown",
    "kept_below",
    "measure",
    "read_picture",
    "sign_path",
    "stripped",
]
