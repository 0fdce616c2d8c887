"""Plots of what a graph holds, one file each."""

from kg.registry import Registry

__all__ = ["PLOTS"]

PLOTS = Registry(
    "plots",
    {
        "timeline": "kg.views.plots.timeline:plot",
        "heatmap": "kg.views.plots.heatmap:plot",
        "bars": "kg.views.plots.bars:plot",
        "network": "kg.views.plots.network:plot",
    },
)
"""``name -> function(tables, filters, *, …) -> figure``; its keywords are the plot's options."""
