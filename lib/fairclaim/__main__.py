"""`python -m fairclaim`, for where scripts are not on the path."""

from fairclaim.cli import main

# The processes of a pool import this module too, under another name.
if __name__ == "__main__":
    main()
