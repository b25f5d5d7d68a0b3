"""The official papers: what each says, from the ordinary selectors, as neutral blocks that page and Word share.

Papers are in Chinese whatever the language of the interface: the standard (GB/T 9704-2012) is one of Chinese papers.
"""
