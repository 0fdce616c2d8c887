"""The only place where rooms meet: from inputs to a graph."""
