# Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

"""Hooks for mkdocs: which pages the site has, in which order, and where their links lead."""

import pathlib
import re

from mkdocs.structure.files import File

root = pathlib.Path(__file__).parent.parent

before = [
    {"Start here": "index.md"},
    {"Guide": "guide.md"},
]
after = [
    {"Libraries": "libraries.md"},
    {"Configuration": "configuration.md"},
    {"In editors": "editors.md"},
    {"In CI": "ci.md"},
    {"Writing models": "models.md"},
    {"Design": "design.md"},
    {"Contributing": "contributing.md"},
]


def on_config(config):
    rules = sorted(page.stem for page in (root / "docs" / "checks").glob("*.md"))
    config["nav"] = [*before, {"Rules": [{rule: f"checks/{rule}.md"} for rule in rules]}, *after]
    return config


def on_files(files, config):
    # README.md is the first page.
    index = File("README.md", str(root), config["site_dir"], config["use_directory_urls"])
    index.src_path = index.src_uri = "index.md"
    index.abs_src_path = str(root / "README.md")
    index.name = "index"
    index.dest_path = index.dest_uri = "index.html"
    index.abs_dest_path = str(pathlib.Path(config["site_dir"]) / "index.html")
    index.url = "index.html"
    files.append(index)
    return files


def on_page_markdown(markdown, page, config, files):
    """Links as they are right in the repository, made right for the site."""
    folder = root if page.file.src_path == "index.md" else (root / "docs" / page.file.src_path).parent

    def link(found):
        target, hash, anchor = found[1].partition("#")
        if re.match(r"[a-z]+:", target) or not target:
            return found[0]
        path = (folder / target).resolve()
        if path.is_relative_to(root / "docs"):
            # Where README.md stands on the site, docs/ is what is around it.
            return f"]({path.relative_to(root / 'docs')}{hash}{anchor})" if folder == root else found[0]
        if not path.exists():
            raise SystemExit(f"{page.file.src_path}: there is no {target}")
        return f"]({config['repo_url']}/blob/main/{path.relative_to(root)})"

    # Code is not to be touched.
    parts = re.split(r"(^```.*?^```|`[^`\n]*`)", markdown, flags=re.M | re.S)
    return "".join(part if part.startswith("`") else re.sub(r"\]\(([^)\s]+)\)", link, part) for part in parts)
