// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/engine/Interruption.h"
#include <csignal>
#include <cstdlib>
#include <iterator>

namespace corolint {
namespace {

constexpr int Signals[] = {SIGINT, SIGTERM, SIGHUP};
struct sigaction Before[std::size(Signals)];
volatile std::sig_atomic_t Came = 0;

void note(int Signal) { Came = Signal; }

void restore() {
  for (unsigned I = 0; I < std::size(Signals); ++I)
    sigaction(Signals[I], &Before[I], nullptr);
}

} // namespace

Interruption::Interruption() {
  for (unsigned I = 0; I < std::size(Signals); ++I) {
    sigaction(Signals[I], nullptr, &Before[I]);
    if (Before[I].sa_handler == SIG_IGN)
      continue;
    struct sigaction Noting = {};
    Noting.sa_handler = note; // Without SA_RESTART: poll() is to return.
    sigaction(Signals[I], &Noting, nullptr);
  }
}

Interruption::~Interruption() { restore(); }

int interruption() { return Came; }

void forgetInterruptions() { restore(); }

void endBy(int Signal) {
  signal(Signal, SIG_DFL);
  raise(Signal);
  std::_Exit(128 + Signal);
}

} // namespace corolint
