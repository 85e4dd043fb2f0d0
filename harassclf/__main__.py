"""``python -m harassclf``."""

import sys

from harassclf.cli import main

if __name__ == "__main__":
    sys.exit(main())
