# Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Prints what docs/editors.md tells the users of an editor to write.

    snippet.py EDITORS.MD EDITOR LANGUAGE SERVER

The last block in LANGUAGE of the section EDITOR, with SERVER as the server's path.
"""
import pathlib
import re
import sys

page, editor, language, server = sys.argv[1:]
section = re.search(rf"^## {editor}\n(.*?)(?=^## |\Z)", pathlib.Path(page).read_text(), re.M | re.S)[1]
blocks = re.findall(rf"^```{language}\n(.*?)^```$", section, re.M | re.S)
print(blocks[-1].replace("/path/to/build/bin/corolint-clangd", server))
