"""MkDocs meets the shop here and nowhere else: it is handed pages, words and templates, and makes the site of them."""

from planner.mkdocs_plugin.building import Built, build
from planner.mkdocs_plugin.plugin import PlannerPlugin

__all__ = ["Built", "PlannerPlugin", "build"]
