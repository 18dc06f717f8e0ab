// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// vscode.mjs NODE_MODULES SERVER FOLDER: in the example project, mends what session.cpp does not await.

import assert from "node:assert/strict";
import {join} from "node:path";
import {Editor} from "./client.mjs";

const [nodeModules, server, folder] = process.argv.slice(2);
const file = join(folder, "session.cpp");
const editor = await Editor.start(nodeModules, [ server ], folder, {log : "ignore"});
assert.match(editor.server.serverInfo.version, /^corolint \d.*clangd version 22/);

const {uri, diagnostics} = await editor.open(file);
const ofCheck = (all, check) => all.filter(({code}) => code === check);
assert.equal(diagnostics.filter(({severity}) => severity === 1).length, 0);
const [lost, ...others] = ofCheck(diagnostics, "async-unawaited-result");
assert.equal(others.length, 0);
assert.match(lost.message, /^'send' is never awaited: the coroutine it returns never runs/);
assert.equal(lost.source, "corolint");
assert.match(lost.codeDescription.href, /^(https?|file):\/\/.*\/checks\/async-unawaited-result\.md$/);

const [wait] = ofCheck(diagnostics, "async-sync-wait");
assert.match(wait.relatedInformation[0].message, /Use instead/);

// Findings come and go as one types.
const {text} = editor.documents[uri];
const typed = await editor.change(uri, text.replace("co_await send(entry);", "send(entry);"));
assert.equal(ofCheck(typed, "async-unawaited-result").length, 2);
assert.equal(ofCheck(await editor.change(uri, text), "async-unawaited-result").length, 1);

const actions = await editor.actions(uri, lost);
const [await_] = actions.filter(({isPreferred}) => isPreferred);
assert.equal(await_.title, "insert 'co_await '");
const after = await editor.apply(uri, await_);
assert.equal(ofCheck(after, "async-unawaited-result").length, 0);
assert.equal(ofCheck(after, "async-sync-wait").length, 1);

await editor.save(uri);
await editor.close(uri);
assert.equal(await editor.stop(), 0);
