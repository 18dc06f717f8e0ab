# Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

import glob
import os
import shutil
import lit.formats

config.name = "corolint"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".cpp", ".test"]
config.excludes = ["Inputs", "service", "repaired"]
config.test_source_root = os.path.join(config.source_root, "test")
config.test_exec_root = os.path.join(config.binary_root, "test")

corolint = os.path.join(config.binary_root, "bin", "corolint")
plugin = os.path.join(config.binary_root, "lib", "CorolintTidyModule.so")
helper = os.path.join(config.test_source_root, "check_corolint.py")
config.substitutions += [
    # Checks a source file against its CHECK-MESSAGES and CHECK-FIXES lines; see check_corolint.py.
    ("%check_corolint", f"{config.python} {helper} --corolint {corolint} --plugin {plugin} --llvm {config.llvm_tools}"),
    ("%corolint", corolint),
    ("%plugin", plugin),
    ("%clang_tidy", os.path.join(config.llvm_tools, "clang-tidy")),
    ("%clangxx", os.path.join(config.llvm_tools, "clang++")),
    ("%python", config.python),
    ("%root", config.source_root),
    ("%build", config.binary_root),
    ("%tests", config.test_source_root),
]
config.environment["PATH"] = config.llvm_tools + os.pathsep + config.environment.get("PATH", "")
# Findings must not depend on the reader's own configuration.
config.environment["HOME"] = config.test_exec_root

node = os.path.join(config.test_exec_root, "node", "node_modules")
if os.path.isdir(node):
    config.available_features.add("node-packages")
config.substitutions.append(("%node", node))
corolint_clangd = os.path.join(config.binary_root, "bin", "corolint-clangd")
config.substitutions.insert(0, ("%corolint_clangd", corolint_clangd))
if os.path.isfile(corolint_clangd):
    config.available_features.add("corolint-clangd")
for program, feature in {"nvim": "neovim", "emacs": "emacs", "mkdocs": "mkdocs"}.items():
    if shutil.which(program):
        config.available_features.add(feature)
if shutil.which("chromium"):
    config.available_features.add("chromium")

# Clang 19 builds no control-flow graph for a function with `if consteval`.
if config.llvm_version >= 22:
    config.available_features.add("consteval-flow")
if config.url:
    config.available_features.add("help-links")
if shutil.which("bazel"):
    config.available_features.add("bazel")

if os.path.isfile("/usr/include/boost/asio/awaitable.hpp"):
    config.available_features.add("boost-asio")
examples = "/usr/share/doc/libboost1.81-doc/examples"
if os.path.isdir(examples):
    config.available_features.add("boost-examples")
    config.substitutions.insert(0, ("%boost_examples", examples))
if os.path.isfile("/usr/include/asio/awaitable.hpp"):
    config.available_features.add("asio")
if os.path.isfile("/usr/include/kj/async.h"):
    config.available_features.add("kj")
# Distributions differ in whether these headers depend on the machine.
qcoro = glob.glob("/usr/include/qcoro6") + glob.glob("/usr/include/*/qcoro6")
qt6 = glob.glob("/usr/include/qt6") + glob.glob("/usr/include/*/qt6")
if qcoro and qt6:
    config.available_features.add("qcoro")
    # Qt is a library like any other to a program that uses it: its headers are the system's.
    qt = qt6[0]
    folders = [qcoro[0], os.path.join(qcoro[0], "qcoro"), os.path.join(qcoro[0], "QCoro"), qt]
    folders += [os.path.join(qt, module) for module in ("QtCore", "QtNetwork", "QtConcurrent", "QtGui", "QtWidgets")]
    config.substitutions.insert(0, ("%qcoro_flags", " ".join(f"-isystem {folder}" for folder in folders)))
