"""An independent twin of the core: the same pages, written again the usual Mesa way.

One object an organisation, one a newcomer (for `scale` people), one a funder; plain loops. It was
written from docs/model.md, docs/ODD.md and docs/parameters.md alone, before a line of the rules was
read. It takes scenario, parameters and the drawn organisations through the public names of
partnersim. What the pages do not say stands in README.md.
"""
