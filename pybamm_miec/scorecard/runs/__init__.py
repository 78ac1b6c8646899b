"""The paper's tests of its four anodes in half cells, and what maps the model: one kind of run a file.

What the main text leaves open is assumed, and said so in the scorecard: that the capacities of the
pictures are counted from 0 V, the current of the first discharge, the voltage that ends a stripping, and
one of current and capacity in two of the three tests of cycling.
"""
