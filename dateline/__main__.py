"""The program `dateline`: `dateline my.csv` serves it, `dateline check my.csv` and the other commands need no page."""

import sys

from dateline._home import HOME


def main() -> None:
    """Run a command in this process, which imports `data` and `components` from the app's own folder."""
    sys.path.insert(0, str(HOME))
    from components import cli

    cli.start(sys.argv[1:])


if __name__ == "__main__":
    main()
