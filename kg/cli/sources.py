"""``kg sources``: the formats that can be read."""

import typer


def sources() -> None:
    """List the formats of input, for --from."""
    from kg.sources import known

    for name, description in known():
        typer.echo(f"{name:<14} {description}")
