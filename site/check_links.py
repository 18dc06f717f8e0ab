# Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

"""check_links.py FOLDER: every link inside of the site in FOLDER leads to a file, and to an anchor that is in it."""

import html.parser
import pathlib
import sys
import urllib.parse


class Page(html.parser.HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.anchors, self.links = {""}, set()
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.anchors |= {attributes[key] for key in ("id", "name") if attributes.get(key)}
        self.links |= {attributes[key] for key in ("href", "src") if attributes.get(key)}


site = pathlib.Path(sys.argv[1]).resolve()
# 404.html is shown at any address, so that its links are absolute ones.
pages = {path: Page(path.read_text()) for path in site.rglob("*.html") if path.name != "404.html"}
wrong = []
for path, page in pages.items():
    for link in sorted(page.links):
        url = urllib.parse.urlsplit(link)
        if url.scheme or url.netloc:
            continue
        target = (path.parent / urllib.parse.unquote(url.path)).resolve() if url.path else path
        if target.is_dir():
            target /= "index.html"
        known = pages.get(target)
        if not target.is_file() or (known and urllib.parse.unquote(url.fragment) not in known.anchors):
            wrong.append(f"{path.relative_to(site)}: {link} leads nowhere")
print("\n".join(wrong) or f"{len(pages)} pages, {sum(len(page.links) for page in pages.values())} links")
sys.exit(bool(wrong))
