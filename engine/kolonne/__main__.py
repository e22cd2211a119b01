"""`python -m kolonne` is the `kolonne` command."""

from kolonne.cli import main

if __name__ == "__main__":
    main()
