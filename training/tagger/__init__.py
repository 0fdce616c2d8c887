"""Training of the tagger: encoder, second step, rule; `python -m training.tagger --help`."""
