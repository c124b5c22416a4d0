"""Start `awards`: what it is made of is no garbage, so nobody looks for any among it."""

import gc


def main() -> None:
    """Load the command, then run it."""
    gc.disable()
    from app import cli

    gc.freeze()
    gc.enable()
    cli.main()


if __name__ == "__main__":
    main()
