"""A graph in other data models: RDF terms and property-graph rows."""
