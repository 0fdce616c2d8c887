"""A knowledge graph of research papers, from their titles and abstracts."""
