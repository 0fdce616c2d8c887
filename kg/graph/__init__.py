"""The graph on disk: Parquet tables, a manifest, and nothing that cannot be derived from them."""
