# Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

"""Analyses C++ targets: an action a source file, for Bazel to run anywhere and to keep, and a test that links them."""

load("@bazel_tools//tools/cpp:toolchain_utils.bzl", "find_cpp_toolchain")

CorolintInfo = provider(
    doc = "What corolint needs to report on a target and all that it depends on.",
    fields = {
        "results": "depset of the files that `corolint --emit` wrote, one a source file",
        "sources": "depset of the files that reports quote",
    },
)

_C = ["c"]
_CXX = ["cc", "cpp", "cxx", "c++", "C", "cppm", "ixx"]
_HEADERS = ["h", "hh", "hpp", "hxx", "h++", "H", "inc", "inl", "ipp", "tcc", "tpp"]

# Of the rules that are followed from a target to what it depends on.
_FOLLOWED = ["deps", "implementation_deps", "srcs"]

def _flags(ctx, context, source):
    """The flags that Bazel itself compiles a source file with."""
    cc_toolchain = find_cpp_toolchain(ctx)
    features = cc_common.configure_features(
        ctx = ctx,
        cc_toolchain = cc_toolchain,
        requested_features = ctx.features,
        unsupported_features = ctx.disabled_features,
    )
    is_c = source.extension in _C
    options = ctx.fragments.cpp.copts + (ctx.fragments.cpp.conlyopts if is_c else ctx.fragments.cpp.cxxopts)
    for option in getattr(ctx.rule.attr, "copts", []):
        options = options + ctx.tokenize(ctx.expand_make_variables("copts", ctx.expand_location(option), {}))
    variables = cc_common.create_compile_variables(
        feature_configuration = features,
        cc_toolchain = cc_toolchain,
        user_compile_flags = options,
        include_directories = context.includes,
        quote_include_directories = context.quote_includes,
        system_include_directories = context.system_includes,
        preprocessor_defines = depset(transitive = [context.defines, context.local_defines]),
    )
    return cc_common.get_memory_inefficient_command_line(
        feature_configuration = features,
        action_name = "c-compile" if is_c else "c++-compile",
        variables = variables,
    )

def _analyse(ctx, context, source):
    """Declares the action that analyses one source file, and gives the file it writes."""
    corolint = ctx.toolchains["@corolint//:toolchain_type"]
    result = ctx.actions.declare_file("{}.corolint/{}.results".format(ctx.label.name, source.short_path.replace("../", "__/")))
    arguments = ctx.actions.args()

    # Bazel is the cache. A relative root: results are the same in every sandbox and on every machine.
    arguments.add_all(["--root=.", "--no-cache", "-j1"])
    arguments.add(result, format = "--emit=%s")
    arguments.add(source)
    arguments.add("--")
    arguments.add_all(_flags(ctx, context, source))
    ctx.actions.run(
        executable = corolint.program,
        arguments = [arguments],
        inputs = depset([source] + ctx.files._config, transitive = [context.headers, find_cpp_toolchain(ctx).all_files, corolint.files]),
        outputs = [result],
        mnemonic = "Corolint",
        progress_message = "Analysing {}".format(source.short_path),
    )
    return result

def _aspect_impl(target, ctx):
    results, sources, below = [], [], []
    for name in _FOLLOWED:
        followed = getattr(ctx.rule.attr, name, [])
        for each in followed if type(followed) == "list" else []:
            if CorolintInfo in each:
                below.append(each[CorolintInfo])

    # Other repositories' code is theirs to mend.
    if CcInfo in target and not ctx.label.workspace_root:
        context = target[CcInfo].compilation_context
        for name in ["srcs", "hdrs", "textual_hdrs"]:
            for each in getattr(ctx.rule.files, name, []):
                if each.extension in _C + _CXX:
                    sources.append(each)
                    if name == "srcs":
                        results.append(_analyse(ctx, context, each))
                elif each.extension in _HEADERS:
                    sources.append(each)
    info = CorolintInfo(
        results = depset(results, transitive = [each.results for each in below]),
        sources = depset(sources, transitive = [each.sources for each in below]),
    )
    return [info, OutputGroupInfo(corolint = info.results)]

corolint_aspect = aspect(
    implementation = _aspect_impl,
    doc = "Analyses the C++ sources of a target and of all that it depends on in this repository; the output group `corolint` holds the results.",
    attr_aspects = _FOLLOWED,
    attrs = {
        "_cc_toolchain": attr.label(default = "@bazel_tools//tools/cpp:current_cc_toolchain"),
        "_config": attr.label(default = "@corolint//:config"),
    },
    fragments = ["cpp"],
    toolchains = ["@corolint//:toolchain_type", "@bazel_tools//tools/cpp:toolchain_type"],
)

def _name(file):
    return file.short_path

def _test_impl(ctx):
    corolint = ctx.toolchains["@corolint//:toolchain_type"]
    infos = [target[CorolintInfo] for target in ctx.attr.targets]
    results = sorted(depset(transitive = [info.results for info in infos]).to_list(), key = _name)
    text = ctx.actions.declare_file(ctx.label.name + ".txt")
    said = ctx.actions.declare_file(ctx.label.name + ".stderr")
    code = ctx.actions.declare_file(ctx.label.name + ".code")
    reports = [ctx.actions.declare_file("{}.{}".format(ctx.label.name, format)) for format in ctx.attr.formats]
    arguments = ctx.actions.args()
    arguments.add_all([code, said])
    arguments.add(corolint.program)
    arguments.add_all(["link", "--root=.", "--no-color"])
    arguments.add(text, format = "--format=text:%s")
    for format, report in zip(ctx.attr.formats, reports):
        arguments.add(report, format = "--format={}:%s".format(format))
    arguments.add_all(results)

    # Findings make the test fail, and not the build of its reports; being called in a wrong way (2) does.
    ctx.actions.run_shell(
        command = """to=$1; said=$2; shift 2
code=0; "$@" 2>"$said" || code=$?
echo "$code" >"$to"
[ "$code" -ne 2 ] || { cat "$said" >&2; exit 2; }""",
        arguments = [arguments],
        tools = [corolint.program],
        inputs = depset(results + ctx.files._config, transitive = [info.sources for info in infos] + [corolint.files]),
        outputs = [text, said, code] + reports,
        mnemonic = "CorolintLink",
        progress_message = "Linking what corolint found for {}".format(ctx.label),
    )
    script = ctx.actions.declare_file(ctx.label.name + ".sh")
    ctx.actions.write(script, '#!/bin/sh\ncat "{}" "{}"\nexit "$(cat "{}")"\n'.format(text.short_path, said.short_path, code.short_path), is_executable = True)
    return [DefaultInfo(
        executable = script,
        files = depset([script, text] + reports),
        runfiles = ctx.runfiles([text, said, code]),
    )]

corolint_test = rule(
    implementation = _test_impl,
    doc = "Passes if corolint finds nothing in the targets and in all that they depend on in this repository. Building it writes the reports.",
    test = True,
    attrs = {
        "targets": attr.label_list(mandatory = True, aspects = [corolint_aspect], doc = "C++ targets."),
        "formats": attr.string_list(doc = "Of further reports, as `corolint --format` has them: NAME.FORMAT is written for each."),
        "_config": attr.label(default = "@corolint//:config"),
    },
    toolchains = ["@corolint//:toolchain_type"],
)
