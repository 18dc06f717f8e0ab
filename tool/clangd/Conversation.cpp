// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// What clangd and the editor say to each other, with what corolint adds to it: findings that look
// like corolint's (Findings.h), code actions that clangd has not (CodeActions.h), complaints about
// the configuration (Complaints.h). All else passes as it is.
//
// Clangd sends from many threads, one message at a time, while another of its threads reads.

#include "tool/Configured.h"
#include "tool/clangd/ClangdParts.h"
#include "tool/clangd/CodeActions.h"
#include "tool/clangd/Complaints.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/FormatVariadic.h"
#include <mutex>

using namespace clang::clangd;
using namespace llvm;

namespace corolint {
namespace {

/// The object at \p Path in \p Root, made where there is none.
json::Object &objectAt(json::Object &Root, ArrayRef<StringRef> Path) {
  json::Object *At = &Root;
  for (StringRef Key : Path) {
    json::Value &Next = (*At)[Key.str()];
    if (!Next.getAsObject())
      Next = json::Object();
    At = Next.getAsObject();
  }
  return *At;
}

std::string documentOf(const json::Object &Params) {
  const json::Object *Document = Params.getObject("textDocument");
  return Document ? Document->getString("uri").value_or("").str() : "";
}

/// What is known of an open file.
struct Document {
  std::optional<int64_t> Current;   ///< The version that the editor has now.
  std::optional<int64_t> Published; ///< The version that Fixes are for.
  std::vector<OfferedFix> Fixes;
};

class Conversation : public Transport, Transport::MessageHandler {
public:
  explicit Conversation(std::unique_ptr<Transport> Editor) : Editor(std::move(Editor)) {
    sendComplaints([this](const std::string &Message) {
      send("window/showMessage", json::Object{{"type", 2}, {"message", "corolint: " + Message}});
    });
  }
  ~Conversation() override { sendComplaints({}); }

private:
  // --- From clangd to the editor ---

  void notify(StringRef Method, json::Value Params) override {
    json::Object *Object = Params.getAsObject();
    if (json::Array *Diagnostics = Object && Method == "textDocument/publishDiagnostics"
                                       ? Object->getArray("diagnostics")
                                       : nullptr) {
      std::lock_guard<std::mutex> Lock(Knowledge);
      Document &Of = Documents[Object->getString("uri").value_or("")];
      Of.Fixes = presentFindings(*Diagnostics, WantsEmbedded);
      Of.Published = Object->getInteger("version");
    }
    send(Method, std::move(Params));
  }

  void call(StringRef Method, json::Value Params, json::Value Id) override {
    std::lock_guard<std::mutex> Lock(Sending);
    Editor->call(Method, std::move(Params), std::move(Id));
  }

  void reply(json::Value Id, Expected<json::Value> Result) override {
    if (Result)
      complete(formatv("{0}", Id).str(), *Result);
    std::lock_guard<std::mutex> Lock(Sending);
    Editor->reply(std::move(Id), std::move(Result));
  }

  void complete(const std::string &Id, json::Value &Result) {
    std::lock_guard<std::mutex> Lock(Knowledge);
    auto Asked = Requests.find(Id);
    if (Asked == Requests.end())
      return;
    json::Object Params = std::move(Asked->second);
    Requests.erase(Asked);
    if (json::Object *Initialized = Result.getAsObject())
      return introduce(*Initialized);
    json::Array *Actions = Result.getAsArray();
    auto Known = Documents.find(documentOf(Params));
    // Edits for another text than the editor's would spoil it.
    if (Actions && Known != Documents.end() && Known->second.Published == Known->second.Current)
      completeCodeActions(*Actions, Params, Known->second.Fixes);
  }

  /// Says in clangd's answer to `initialize` what corolint adds.
  static void introduce(json::Object &Result) {
    json::Object &Server = objectAt(Result, {"serverInfo"});
    Server["version"] =
        "corolint " COROLINT_VERSION ", " + Server.getString("version").value_or("").str();
    json::Object *Capabilities = Result.getObject("capabilities");
    json::Object *Provider = Capabilities ? Capabilities->getObject("codeActionProvider") : nullptr;
    if (json::Array *Kinds = Provider ? Provider->getArray("codeActionKinds") : nullptr)
      Kinds->push_back(FixAllKind);
  }

  void send(StringRef Method, json::Value Params) {
    std::lock_guard<std::mutex> Lock(Sending);
    Editor->notify(Method, std::move(Params));
  }

  // --- From the editor to clangd ---

  Error loop(MessageHandler &To) override {
    Clangd = &To;
    return Editor->loop(*this);
  }

  bool onNotify(StringRef Method, json::Value Params) override {
    if (const json::Object *Object = Params.getAsObject()) {
      std::lock_guard<std::mutex> Lock(Knowledge);
      if (Method == "textDocument/didOpen" || Method == "textDocument/didChange") {
        const json::Object *Document = Object->getObject("textDocument");
        Documents[documentOf(*Object)].Current =
            Document ? Document->getInteger("version") : std::nullopt;
      } else if (Method == "textDocument/didClose") {
        Documents.erase(documentOf(*Object));
      }
    }
    return Clangd->onNotify(Method, std::move(Params));
  }

  bool onCall(StringRef Method, json::Value Params, json::Value Id) override {
    if (json::Object *Object = Params.getAsObject();
        Object && (Method == "initialize" || Method == "textDocument/codeAction")) {
      std::lock_guard<std::mutex> Lock(Knowledge);
      if (Method == "initialize") {
        json::Object &Wanted =
            objectAt(*Object, {"capabilities", "textDocument", "publishDiagnostics"});
        WantsEmbedded = Wanted.getBoolean("codeActionsInline").value_or(false);
        Wanted["codeActionsInline"] = true;
      }
      Requests[formatv("{0}", Id).str()] = Method == "initialize" ? json::Object() : *Object;
    }
    return Clangd->onCall(Method, std::move(Params), std::move(Id));
  }

  bool onReply(json::Value Id, Expected<json::Value> Result) override {
    return Clangd->onReply(std::move(Id), std::move(Result));
  }

  std::unique_ptr<Transport> Editor;
  MessageHandler *Clangd = nullptr;
  std::mutex Sending;               ///< A message of ours must not mix with one of clangd's.
  std::mutex Knowledge;             ///< Of all below.
  bool WantsEmbedded = false;       ///< The editor itself wants fixes embedded in diagnostics.
  StringMap<Document> Documents;    ///< By URI.
  StringMap<json::Object> Requests; ///< Those whose answers are to be completed, by their number.
};

} // namespace

std::unique_ptr<Transport> askedForTransport(std::FILE *In, raw_ostream &Out, raw_ostream *Mirror,
                                             bool Pretty, JSONStreamStyle Style) {
  return std::make_unique<Conversation>(originalTransport(In, Out, Mirror, Pretty, Style));
}

} // namespace corolint
