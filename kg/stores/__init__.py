"""Engines that answer queries over a graph, one file each."""
