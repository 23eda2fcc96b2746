"""`python -m kpiboard`."""

from kpiboard.cli import main

if __name__ == "__main__":
    main()
