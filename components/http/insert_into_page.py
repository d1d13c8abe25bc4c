"""What the server writes into Streamlit's page on its way to the browser."""

import re
from dataclasses import dataclass
from typing import Final

PROGRAM: Final = re.compile(rb'<script type="module" crossorigin src="(\./static/js/index\.[\w-]+\.js)"></script>')
LIBRARY: Final = re.compile(rb'<script async src="(\./assets/[\w.-]+\.js)"></script>')
BEGIN: Final = """<script>
(() => {{
  let hasBegun = false;
  const begin = () => {{
    if (hasBegun) return;
    hasBegun = true;
    for (const [src, isModule] of {programs}) {{
      const script = document.createElement("script");
      if (isModule) {{ script.type = "module"; script.crossOrigin = ""; }} else script.async = true;
      script.src = src;
      document.head.append(script);
    }}
  }};
  if (document.hidden) begin();   // nothing is painted there, and no frame comes
  requestAnimationFrame(() => setTimeout(begin));
  setTimeout(begin, 1000);
}})();
</script>
"""
"""Begins the programs of the page once its first frame is painted: they keep a browser busy for a while."""


@dataclass(frozen=True, slots=True)
class Insertion:
    """HTML for three places of the page. All text in it is escaped already.

    title: takes the place of the page's own. head: for the end of its head. first: for the beginning of its body, to be
    seen before the page's programs begin.
    """

    title: str = ""
    head: str = ""
    first: str = ""

    def into(self, page: bytes) -> bytes:
        """The page with all of it."""
        if self.first:
            page = _begun_later(page)
        for end, added in ((b"</head>", self.head), (b"<body>", self.first)):
            if added and end in page:
                before, after = page.split(end, 1)
                text = added.encode("utf-8", "replace")
                page = before + (end + text if end == b"<body>" else text + end) + after
        if self.title and b"<title>" in page:
            before, rest = page.split(b"<title>", 1)
            after = rest.partition(b"</title>")[2]
            page = before + b"<title>" + self.title.encode("utf-8", "replace") + b"</title>" + after
        return page


def _begun_later(page: bytes) -> bytes:
    """The page with its programs fetched at once, and begun after the first frame; as it is where it has others."""
    if not (program := PROGRAM.search(page)):
        return page
    found = [(program[1].decode(), True)]
    page = page.replace(program[0], b'<link rel="modulepreload" crossorigin href="' + program[1] + b'">', 1)
    if library := LIBRARY.search(page):
        found.append((library[1].decode(), False))
        page = page.replace(library[0], b'<link rel="preload" as="script" href="' + library[1] + b'">', 1)
    programs = "[" + ", ".join(f'["{src}", {str(is_module).lower()}]' for src, is_module in found) + "]"
    return page.replace(b"</body>", BEGIN.format(programs=programs).encode() + b"</body>", 1)
