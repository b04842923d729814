"""`python -m motcua` is the console script."""

from motcua.cli import main

main()
