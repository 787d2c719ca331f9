"""Sphinx, for both languages: nothing is asked of any network, a reference that is not found is a warning."""

import os
from typing import Any

from sphinx.application import Sphinx

from documentation.contents import names

language = os.environ["PARTNERSIM_SITE_LANGUAGE"]
project = "partnersim"
html_title = "partnersim"
copyright = "the partnersim contributors"
extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
html_theme = "furo"
html_static_path = ["static"]
html_css_files = ["site.css"]
html_js_files = ["search_in_tables.js"]
html_show_sphinx = False
html_copy_source = False
html_theme_options = {"navigation_with_keys": True}
templates_path = ["templates"]
html_sidebars = {
    "**": [
        "sidebar/brand.html", "sidebar/search.html", "language.html", "sidebar/scroll-start.html",
        "sidebar/navigation.html", "sidebar/scroll-end.html",
    ]
}  # fmt: skip
html_context = {
    "other_language": "fr" if language == "en" else "en",
    "other_words": "Français" if language == "en" else "English",
    "in_both": sorted(names("en") & names("fr")),
}
highlight_language = "text"
nitpicky = True
nitpick_ignore_regex = [("py:.*", r"(?!partnersim\.(run|compare)$).*")]  # types of other packages
exclude_patterns = ["_files", "_images_of"]

myst_heading_anchors = 6
myst_enable_extensions = ["attrs_block", "attrs_inline", "colon_fence"]
suppress_warnings = ["myst.header", "misc.highlighting_failure"]
nb_execution_mode = "off"
nb_execution_raise_on_error = True
nb_execution_timeout = 300
nb_output_stderr = "remove"
nb_render_markdown_format = "gfm"
nb_code_prompt_show = "Show the code" if language == "en" else "Voir le code"
nb_code_prompt_hide = "Hide the code" if language == "en" else "Cacher le code"
smartquotes = False  # words stand as their authors set them
toc_object_entries = False

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
napoleon_numpy_docstring = True
napoleon_google_docstring = False
napoleon_use_rtype = False

myst_heading_slug_func = "documentation.contents.slug"


FRENCH = {
    "On this page": "Sur cette page",
    "Search": "Chercher",
    "Next": "Suivant",
    "Previous": "Précédent",
    "Home": "Accueil",
}


def setup(app: Sphinx) -> None:
    """Say the theme's own words in French, which it does not."""

    def words(
        _app: Sphinx, _page: str, _template: str, context: dict[str, Any], _tree: object
    ) -> None:
        context["_"] = lambda text: FRENCH.get(text, text) if language == "fr" else text

    app.connect("html-page-context", words)
