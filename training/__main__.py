"""Trains the tagger: `python -m training --help`; see `training.tagger`."""

from training.tagger.__main__ import main

if __name__ == "__main__":
    main()
