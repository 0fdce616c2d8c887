"""What trains the models that ship with the package; never needed to run it."""
