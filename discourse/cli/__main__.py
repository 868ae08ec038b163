"""`python -m discourse.cli` is the command `discourse`."""

import sys

from discourse.cli import main

if __name__ == "__main__":
    sys.exit(main())
