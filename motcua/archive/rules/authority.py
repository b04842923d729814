"""Which roles keep an archive, and which decide what is destroyed of it."""

from motcua.organisation.types import Role

KEEPERS = (Role.CLERK, Role.LEADER)
"""They close years and propose what is to be destroyed: the clerk (văn thư, lưu trữ) and whoever heads the agency."""
DECIDERS = (Role.LEADER,)
"""The head of the agency decides what is destroyed (Luật Lưu trữ): never whoever proposed it in the clerk's post."""
