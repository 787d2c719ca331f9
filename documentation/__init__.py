"""The site of documentation: pages of this repo gathered, reference made from the code, both languages.

python -m documentation          builds it into build/site, without a network; a warning ends it
python -m documentation.blocks   executes the blocks of its pages, and says how long each page took

`pages.yaml` says which pages there are. A page stands where it always stood (`docs/`, `notebooks/`, …): what the
site does to it, a link among them, is done to a copy.
"""
