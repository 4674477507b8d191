"""``python -m preflight``: the same as the command ``preflight``."""

import sys

from preflight.cli import main

sys.exit(main())
