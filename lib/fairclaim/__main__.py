"""`python -m fairclaim`, for where scripts are not on the path."""

from fairclaim.cli import main

main()
