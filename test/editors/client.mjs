// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// An editor for tests: speaks to a language server by the libraries that VS Code's own client is made of.

import {spawn} from "node:child_process";
import {once} from "node:events";
import {readFileSync, writeFileSync} from "node:fs";
import {createRequire} from "node:module";
import {join, resolve} from "node:path";
import {fileURLToPath, pathToFileURL} from "node:url";

/// What VS Code's client tells of itself, as far as it matters to findings and fixes.
const vsCode = {
  textDocument : {
    publishDiagnostics :
        {relatedInformation : true, versionSupport : true, codeDescriptionSupport : true},
    codeAction : {
      isPreferredSupport : true,
      codeActionLiteralSupport :
          {codeActionKind : {valueSet : [ "", "quickfix", "refactor", "source.fixAll" ]}}
    }
  },
  workspace : {applyEdit : true, workspaceEdit : {documentChanges : true}}
};

export class Editor {
  /// Starts `server` (the program and its arguments) in `folder`. `capabilities` replace VS Code's.
  static async start(nodeModules, server, folder, {capabilities = vsCode, log} = {}) {
    const require = createRequire(join(resolve(nodeModules), "here.js"));
    const protocol = require("vscode-languageserver-protocol/node");
    const [program, ...args] = server;
    const child = spawn(program, args, {cwd : folder, stdio : [ "pipe", "pipe", log ?? "inherit" ]});
    const connection =
        protocol.createProtocolConnection(new protocol.StreamMessageReader(child.stdout),
                                          new protocol.StreamMessageWriter(child.stdin));
    const editor = new Editor(protocol, connection, child);
    connection.listen();
    editor.server = await connection.sendRequest("initialize", {
      processId : process.pid,
      rootUri : pathToFileURL(folder).href,
      capabilities
    });
    await connection.sendNotification("initialized", {});
    return editor;
  }

  constructor(protocol, connection, child) {
    this.connection = connection;
    this.child = child;
    this.messages = [];   // What the server showed the user.
    this.published = {};  // Diagnostics by URI, with the version they are for.
    this.waiting = [];
    this.documents = {};
    connection.onNotification("window/showMessage", ({message}) => this.messages.push(message));
    connection.onNotification("textDocument/publishDiagnostics", params => {
      this.published[params.uri] = params;
      this.waiting = this.waiting.filter(({uri, version, found}) =>
        uri !== params.uri || version !== params.version || (found(params.diagnostics), false));
    });
    connection.onRequest("window/workDoneProgress/create", () => null);
  }

  /// Opens `file`, as if it had the text `text`; the diagnostics come.
  async open(file, text = readFileSync(file, "utf8")) {
    const uri = pathToFileURL(file).href;
    this.documents[uri] = {version : 1, text};
    const diagnostics = this.diagnosticsOf(uri, 1);
    await this.connection.sendNotification("textDocument/didOpen", {
      textDocument : {uri, languageId : "cpp", version : 1, text}
    });
    return {uri, diagnostics : await diagnostics};
  }

  /// Types: the file becomes `text`; the diagnostics of that come.
  async change(uri, text) {
    const document = this.documents[uri];
    document.text = text;
    const version = ++document.version;
    const diagnostics = this.diagnosticsOf(uri, version);
    await this.connection.sendNotification("textDocument/didChange", {
      textDocument : {uri, version},
      contentChanges : [ {text} ]
    });
    return await diagnostics;
  }

  /// The diagnostics of a version of a file, once they are published.
  diagnosticsOf(uri, version) {
    return new Promise(found => this.waiting.push({uri, version, found}));
  }

  /// The code actions for a diagnostic.
  actions(uri, diagnostic, only) {
    return this.connection.sendRequest("textDocument/codeAction", {
      textDocument : {uri},
      range : diagnostic.range,
      context : {diagnostics : [ diagnostic ], ...(only && {only})}
    });
  }

  /// Applies an action's edits, which are all in the file `uri`, and returns the new diagnostics.
  apply(uri, action) { return this.change(uri, this.applied(uri, action)); }

  /// The text of the file `uri` with an action's edits.
  applied(uri, {edit}) {
    const edits = edit.changes ? edit.changes[uri] : edit.documentChanges.flatMap(each => each.edits);
    const lines = this.documents[uri].text.split("\n");
    const offset = ({line, character}) =>
        lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, 0) + character;  // Strings are UTF-16, as columns are.
    let text = this.documents[uri].text;
    // From the end; of several at one place the last first.
    for (const {range, newText} of [...edits].reverse().sort((a, b) => offset(b.range.start) - offset(a.range.start)))
      text = text.slice(0, offset(range.start)) + newText + text.slice(offset(range.end));
    return text;
  }

  /// Writes the file `uri` as it is in the editor.
  async save(uri) {
    writeFileSync(fileURLToPath(uri), this.documents[uri].text);
    await this.connection.sendNotification("textDocument/didSave", {textDocument : {uri}});
  }

  async close(uri) {
    await this.connection.sendNotification("textDocument/didClose", {textDocument : {uri}});
  }

  /// Ends the server as an editor does; its exit code.
  async stop() {
    await this.connection.sendRequest("shutdown");
    const exited = once(this.child, "exit");
    await this.connection.sendNotification("exit");
    const [code] = await exited;
    this.connection.dispose();
    return code;
  }
}
