// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// latency.mjs NODE_MODULES FILE EDITS CLANGD COROLINT_CLANGD: how long diagnostics take after a keystroke, in clangd with
// clang-tidy's four coroutine checks and in corolint-clangd with its own; the same edits of FILE, turn by turn. The file's
// folder needs a build/compile_commands.json. Prints medians of the processor time and the time by the clock, and memory.

import {cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {basename, dirname, join, resolve} from "node:path";
import {Editor} from "./client.mjs";

const [nodeModules, file, edits, clangd, corolintClangd] = process.argv.slice(2);
const four = "misc-coroutine-hostile-raii,cppcoreguidelines-avoid-capturing-lambda-coroutines," +
             "cppcoreguidelines-avoid-reference-coroutine-parameters,cppcoreguidelines-no-suspend-with-lock";
const root = mkdtempSync(join(tmpdir(), "latency-"));
const servers = {
  "clangd, four checks" : {program : clangd, checks : `-*,${four}`},
  // A list that does not concern corolint leaves its profile on.
  "corolint-clangd" : {program : corolintClangd, checks : "-*,misc-coroutine-hostile-raii"},
};

const processorTime = pid => {  // Milliseconds.
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ");
  return 10 * (Number(fields[11]) + Number(fields[12]));
};
const memory = pid => Number(readFileSync(`/proc/${pid}/status`, "utf8").match(/VmHWM:\s+(\d+)/)[1]) / 1024;
const median = all => [...all].sort((a, b) => a - b)[all.length >> 1];

for (const [name, server] of Object.entries(servers)) {
  server.folder = join(root, basename(server.program));
  cpSync(dirname(file), server.folder, {recursive : true});
  const database = JSON.parse(readFileSync(join(server.folder, "build", "compile_commands.json"), "utf8"));
  for (const each of database)
    each.file = each.file.replace(dirname(resolve(file)), server.folder), each.command = each.command.replaceAll(dirname(resolve(file)), server.folder);
  writeFileSync(join(server.folder, "compile_commands.json"), JSON.stringify(database));
  rmSync(join(server.folder, "build"), {recursive : true});
  writeFileSync(join(server.folder, ".clang-tidy"), `Checks: '${server.checks}'\n`);
  writeFileSync(join(server.folder, ".clangd"), "Diagnostics: {ClangTidy: {FastCheckFilter: None}}\n");
  server.editor = await Editor.start(nodeModules, [ server.program, "--background-index=0", "-j=1" ], server.folder, {log : "ignore"});
  const opened = await server.editor.open(join(server.folder, basename(file)));
  server.uri = opened.uri;
  server.found = opened.diagnostics.map(({code}) => code);
  server.text = server.editor.documents[server.uri].text;
  server.processor = [], server.clock = [];
}
for (let edit = 0; edit < Number(edits); ++edit)
  for (const server of Object.values(servers)) {
    const {pid} = server.editor.child;
    const before = processorTime(pid), start = performance.now();
    // The text before the edit stays, so that the preamble does, too.
    await server.editor.change(server.uri, server.text + `\nint typed_${edit}() { return ${edit}; }\n`);
    server.clock.push(performance.now() - start);
    server.processor.push(processorTime(pid) - before);
  }
for (const [name, server] of Object.entries(servers)) {
  const {pid} = server.editor.child;
  console.log(`${name}: ${median(server.processor).toFixed(0)} ms processor, ${median(server.clock).toFixed(0)} ms clock a keystroke, ` +
              `${memory(pid).toFixed(0)} MB; ${server.found.length} diagnostics (${[...new Set(server.found)].join(", ")})`);
  await server.editor.stop();
}
rmSync(root, {recursive : true});
