"""Motcua, *một cửa*, one door: from a need to a lawful result, with a clock that is right and figures that add up."""

__version__ = "0.1.0"
