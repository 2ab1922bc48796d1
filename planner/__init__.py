"""Nukumori: earned offers, warm readers."""

__version__ = "0.1.0"
