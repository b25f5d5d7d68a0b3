"""Every threshold of the hints, in one place, each with its reason. docs/decisions/formalism.md says how they were set.

A missed trick costs one unit's honesty; a false hint costs a supervisor ten minutes and an honest unit its good will.
So each line is drawn where an innocent explanation stops being likely, not where a trick begins to be possible.
"""

# ---- the same photograph

HASH_APART = 14
HASH_APART_WHOLE = 18
"""Of 63 bits, for cuts and turns, and for two whole pictures. Re-encoded pictures differ in 0 to 6, cuts looked for
among windows in 4 to 14, a pale sheet with a dark stamp in 16, strangers in about 32. Whatever passes is compared point
by point, so a wide net costs time only."""
FLAT_SPREAD = 7.0
"""Grey levels (standard deviation, fine noise smoothed away). Below it a picture is a wall, fog or an empty page."""
WINDOWS = (1.0, 0.93, 0.86, 0.79)
"""Sides of the windows in which a crop is looked for. A crop that keeps less than three fifths of the picture is
another picture to the eye as well."""
GRID = 14
"""Cells along each side in which two pictures are compared: a person in a photograph of a room fills several."""
CELL_SPREAD = 4.0
"""Grey levels: a cell with less to see in it, in both pictures, says nothing about sameness."""
CELL_ALIKE = 0.65
"""Correlation from which a cell shows the same thing; recoding at low quality leaves 0.8, other content about 0."""
CELLS_ALIKE = 0.86
"""Share of telling cells that must be alike. A date stamp or watermark spoils cells at the rim, which do not count; two
photographs of one room differ wherever people, papers or the standpoint moved."""
TELLING_CELLS = 8
"""Fewer telling cells do not carry a statement about sameness."""

# ---- copied texts

RUN = 5
"""Letters that must agree in a row. Two writers on one subject share such runs over a tenth of a text."""
COPIED = 0.6
"""Share of a text's own words that stands in another one. Colleagues who write on one subject stay below a third."""
COPIED_SHORT = 0.85
SHORT = 60
"""A text of fewer own letters must be copied nearly whole: set phrases alone make up half of it."""
SHORTEST = 25
"""Own letters below which there is nothing that could be somebody's own."""

# ---- plan and result alike

NOTHING_NEW = 0.45
"""Share of a result's word pairs that the measure does not have; tenses and set phrases are taken out before.
Repetitions have up to 0.4, results that report something from 0.65 on."""
NO_NEW_LETTERS = 0.25
"""The same in single letters, for results that turn the sentences of the measure round."""
RESULT_SAYS = 10
"""Own letters below which a result only says “done”: true or not, it repeats nothing."""

# ---- closings on the last day

FEWEST_CLOSINGS = 8
FEWEST_ON_THE_DAY = 5
"""Four of six on one day is a busy afternoon."""
BY_CHANCE = 0.001
"""Chance of as many closings at the end if days were alike: with fifty units one false hint in twenty campaigns."""
MASSED_SHARE = 0.4
"""Besides being unlikely it must be much: two fifths of all closings on the last day, more over the last days."""
LAST_DAYS = (1, 2, 3)
POSSIBLE_DAYS = 20
"""Work comes first and closings bunch in the last month: never more than these days are taken as possible."""
HABIT = 0.66
"""From this share of earlier closings on one weekday on, that weekday is the meeting day."""
PEERS_AT_MOST = 0.34
"""What other units do raises the expectation up to here; if all mass their closings, all are to be asked."""

# ---- impossible hundred per cent

FEWEST_OF_A_RATE = 30
"""Thirty satisfied of thirty is pleasant and possible."""
HUNDRED_BY_CHANCE = 0.01
"""Chance that nobody falls out, given the rate of the others."""
PEERS_NEEDED = 3
PEER_ANSWERS_NEEDED = 100
USUAL_RATE = 0.99
"""Without peers: one in a hundred is always ill, unhappy or late. It takes 459 to make a hundred per cent striking."""
