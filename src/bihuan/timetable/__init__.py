"""Engine: deadline phrases, working days and light rules, in plain Python.

`deadlines` reads what an office wrote into dates and flags, one step in one module: `notation` (one spelling
for many), `recurrences` (每年2月底前), `points` and `stretches` (6月底前, 3-6月), `spans` (收到后30日内) and
`vocabulary` (立行立改). `workdays` counts working days; `lights` turns facts into a colour and its reason.
"""
