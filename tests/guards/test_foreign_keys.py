"""A foreign key points down the house or stays inside its room, never up and never sideways."""

import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

ROOT = Path(__file__).resolve().parents[2]
_LAYERS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"][0][
    "layers"
]
HEIGHT = {room.strip(): -line for line, rooms in enumerate(_LAYERS) for room in rooms.split("|")}
OURS = [model for model in apps.get_models() if model.__module__.startswith("motcua.")]


def _room(model: type[models.Model]) -> str:
    return model.__module__.split(".")[1]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_foreign_keys_point_down(model: type[models.Model]) -> None:
    upward = [
        f"{field.name} -> {field.related_model._meta.label}"
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey)
        and isinstance(field.related_model, type)
        and field.related_model.__module__.startswith("motcua.")
        and _room(field.related_model) != _room(model)
        and HEIGHT[_room(field.related_model)] >= HEIGHT[_room(model)]
    ]
    assert not upward, f"{model._meta.label} points up or sideways: {upward}"
