// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// A tool of the build: digest-models OUTPUT FILE... reads model files, and writes C++ source that
// defines what LibraryModels reads of them. Fails as the model that is wrong would at run time.

#include "checks/knowledge/ModelDigest.h"
#include "checks/knowledge/ModelFile.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace corolint;
using namespace llvm;

int main(int Argc, char **Argv) {
  ExitOnError OrExit("digest-models: ");
  std::vector<std::unique_ptr<LibraryModel>> Models;
  for (const char *File : ArrayRef(Argv + 2, Argv + Argc)) {
    std::unique_ptr<MemoryBuffer> Text = OrExit(errorOrToExpected(MemoryBuffer::getFile(File)));
    Models.push_back(OrExit(
        readModelFile(MemoryBufferRef(Text->getBuffer(), sys::path::filename(File)))));
  }
  std::string Bytes = writeDigest(Models);
  std::error_code Failed;
  raw_fd_ostream Out(Argv[1], Failed);
  OrExit(errorCodeToError(Failed));
  Out << "#include \"checks/knowledge/EmbeddedFile.h\"\n\n"
         "const unsigned long corolint::BuiltInModelsSize = "
      << Bytes.size() << ";\nconst char corolint::BuiltInModels[] = {\n";
  for (size_t I = 0; I < Bytes.size(); ++I)
    Out << static_cast<int>(static_cast<signed char>(Bytes[I])) << (I % 32 == 31 ? ",\n" : ",");
  Out << "};\n";
}
