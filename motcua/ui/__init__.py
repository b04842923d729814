"""The shell and the components of every page: plain data in, HTML out. It knows no dossier and asks nobody.

`docs/ui.md` shows each component with an example. Faces extend `ui/shell.html` (staff) or `ui/citizen.html` (public),
fill their blocks with `<c-…>` components and the plain shapes of `ui.types`, and put their places into the menu with
`ui.types.register_menu`.
"""
