# Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

"""Where corolint comes from."""

def _toolchain_impl(ctx):
    return [platform_common.ToolchainInfo(
        program = ctx.executable.program,
        files = depset(ctx.files.files, transitive = [ctx.attr.program[DefaultInfo].default_runfiles.files]),
    )]

corolint_toolchain = rule(
    implementation = _toolchain_impl,
    doc = "One corolint; make a toolchain() of it with the type @corolint//:toolchain_type.",
    attrs = {
        "program": attr.label(mandatory = True, executable = True, allow_single_file = True, cfg = "exec", doc = "The program."),
        "files": attr.label_list(allow_files = True, doc = "What it needs on another machine, such as clang's own headers in lib/clang beside its bin."),
    },
)

def _local_impl(repository):
    program = repository.attr.program or repository.os.environ.get("COROLINT") or repository.which("corolint")
    if not program:
        fail("corolint_local: there is no corolint in the PATH; install it, or name it with program = \"/path/to/corolint\"")
    program = repository.path(program)
    if not program.exists:
        fail("corolint_local: {}: no such file".format(program))
    repository.symlink(program, "corolint")
    repository.file("BUILD.bazel", """
load("@corolint//:toolchain.bzl", "corolint_toolchain")

corolint_toolchain(
    name = "corolint_toolchain",
    program = "corolint",
)

toolchain(
    name = "toolchain",
    toolchain = ":corolint_toolchain",
    toolchain_type = "@corolint//:toolchain_type",
)
""")

_local = repository_rule(
    implementation = _local_impl,
    attrs = {"program": attr.string()},
    configure = True,
    environ = ["COROLINT", "PATH"],
    local = True,
)

def corolint_local(name = "corolint_local", program = ""):
    """For WORKSPACE: takes the corolint of this machine as the toolchain.

    Args:
      name: of the repository that is made for it.
      program: its absolute name; without, the environment's COROLINT, else what the PATH has.
    """
    _local(name = name, program = program)
    native.register_toolchains("@{}//:toolchain".format(name))
