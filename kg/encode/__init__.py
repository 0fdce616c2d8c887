"""The graph in the two shapes that databases want: RDF terms, and nodes with relationships."""
