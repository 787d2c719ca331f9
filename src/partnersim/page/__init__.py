"""The page that a class uses: one file with stored runs and an emulator, which asks nothing of any network.

What it shows is made by `python -m studies.page_data`; how it looks is in `front/`, bundled by `make page-front`.
"""

from partnersim.page.writing import text_of

__all__ = ["text_of"]
