#!/usr/bin/env python3
# Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Unpacks the one package in DEB_FOLDER to FOLDER/installed, and runs it on FOLDER/a.cpp in a root of its own: dpkg installs it to FOLDER/root, where
of this system's packages those are that it depends on, directly or through others. Nothing else can be found there.

    check_package.py DEB_FOLDER FOLDER
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys

debs, folder = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
(deb,) = debs.glob("*.deb")


def out(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def share(source, target):
    """TARGET becomes SOURCE, without a copy where the disk is the same."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def alternatives(text):
    """The names in a Depends field: a list of lists, one of each of which is needed."""
    return [[re.sub(r"[ (:].*", "", each.strip()) for each in group.split("|")] for group in text.split(",") if group.strip()]


installed, provided = {}, {}
for line in out("dpkg-query", "-W", "-f", "${Package}\t${db:Status-Status}\t${Depends}, ${Pre-Depends}\t${Provides}\n").splitlines():
    name, status, depends, provides = line.split("\t")
    if status == "installed":
        installed[name] = alternatives(depends)
        for each in alternatives(provides):
            provided.setdefault(each[0], name)
declared = alternatives(out("dpkg-deb", "-f", str(deb), "Depends"))
names = {name for group in declared for name in group}
assert {"libclang-common-22-dev", "libllvm22", "libc6"} <= names, declared
# What runs the scripts of packages is on every Debian, and need not be declared.
closure, waiting = set(), [*declared, ["dash"], ["libc-bin"]]
while waiting:
    group = waiting.pop()
    found = next((installed.get(name) is not None and name or provided.get(name) for name in group if name in installed or name in provided), None)
    assert found, f"{' | '.join(group)} is declared, and not installed here"
    if found not in closure:
        closure.add(found)
        waiting += installed[found]

subprocess.run(["dpkg-deb", "-x", str(deb), str(folder / "installed")], check=True)
control = out("dpkg-deb", "-I", str(deb))
for file in ("bin/corolint", "share/man/man1/corolint.1", "share/bash-completion/completions/corolint", "share/doc/corolint/copyright"):
    assert (folder / "installed/usr" / file).is_file(), file

root = folder / "root"
shutil.rmtree(root, ignore_errors=True)
# A merged /usr, as Debian 12 has it.
for name in ("bin", "lib", "lib64", "sbin"):
    (root / "usr" / name).mkdir(parents=True)
    (root / name).symlink_to(f"usr/{name}")
paths = sorted({line for name in closure for line in out("dpkg", "-L", name).splitlines()})
for path in paths:
    source, target = pathlib.Path(path), root / path.lstrip("/")
    if path in ("/.", "/bin", "/lib", "/lib64", "/sbin") or path.startswith("/usr/share/doc"):
        continue
    if source.is_dir() and not source.is_symlink():
        target.mkdir(parents=True, exist_ok=True)
    elif os.path.lexists(source) and not os.path.lexists(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_symlink():
            target.symlink_to(os.readlink(source))
        else:
            share(source, target)
# For dpkg, those packages are installed in that root; whether they and their versions are what the package wants, it finds itself.
database = root / "var/lib/dpkg"
(database / "info").mkdir(parents=True, exist_ok=True)
(database / "updates").mkdir(exist_ok=True)
stanzas = out("dpkg-query", "--status", *sorted(closure))
for state in ("", stanzas):
    (database / "status").write_text(state)
    done = subprocess.run(["dpkg", f"--root={root}", "--force-unsafe-io", "--no-triggers", "--install", str(deb)], capture_output=True, text=True)
    assert (done.returncode == 0) == bool(state), done
    assert state or "corolint depends on libllvm22" in done.stderr, done
(root / "etc/ld.so.conf.d").mkdir(parents=True, exist_ok=True)
for each in pathlib.Path("/etc/ld.so.conf.d").iterdir():
    if not (root / "etc/ld.so.conf.d" / each.name).exists():
        shutil.copy(each, root / "etc/ld.so.conf.d")
(root / "etc/ld.so.conf").write_text("include /etc/ld.so.conf.d/*.conf\n")
subprocess.run(["ldconfig", "-r", str(root)], check=True, capture_output=True)
for name in ("task.h", "a.cpp"):
    shutil.copy(folder / name, root)
(root / "dev").mkdir(exist_ok=True)


def inside(*command):
    return subprocess.run(["chroot", str(root), *command], capture_output=True, text=True)


done = inside("/usr/bin/corolint", "--version")
assert done.returncode == 0 and done.stdout.startswith("corolint "), done
if (root / "usr/bin/corolint-clangd").exists():
    done = inside("/usr/bin/corolint-clangd", "--version")
    assert done.returncode == 0 and "clangd version 22" in done.stdout, done
done = inside("/usr/bin/corolint", "/a.cpp", "--", "-std=c++20")
assert done.returncode == 1 and "a.cpp:3:3: warning: 'save' is never awaited" in done.stdout and not done.stderr, done
print(f"{deb.name}: runs with {len(closure)} packages")
shutil.rmtree(root)
