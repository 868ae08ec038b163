"""Places of a network: dots and names apart, and on the page."""

from __future__ import annotations

from itertools import combinations

import networkx
import numpy as np
import pytest

from discourse.plots._network_layout import place_columns, place_network


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("place_nodes", [place_network, place_columns])
def test_names_of_a_network_are_apart(seed, place_nodes):
    rng = np.random.default_rng(seed)
    k = (6, 15, 30, 30)[seed]
    graph = networkx.gnp_random_graph(k, 0.2, seed=seed)
    networkx.set_edge_attributes(graph, {e: float(rng.integers(1, 9)) for e in graph.edges}, "weight")
    sizes = np.column_stack([rng.uniform(15, 80, k), rng.choice([8.4, 16.8], k)])
    radius = rng.uniform(2, 7, k)
    more = {"second": set()} if place_nodes is place_columns else {}
    place = place_nodes(graph, radius=radius, names=sizes, width=245, height=60 + 12 * k, **more)
    assert place.clear or place_nodes is place_network  # there a name may lie on a line
    for i, j in combinations(range(k), 2):
        apart = np.abs(place.names[i] - place.names[j]) - (sizes[i] + sizes[j]) / 2
        assert (apart > 0).any()
    low, high = place.names - sizes / 2, place.names + sizes / 2
    assert low.min() >= -0.01
    assert (high <= [245.01, 60 + 12 * k + 0.01]).all()
