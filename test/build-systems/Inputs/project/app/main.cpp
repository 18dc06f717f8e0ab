#include "app/version.h"
#include "lib/store.h"
#include "task.h"

Task<void> serve() {
  save();
  store(VERSION);
  store_default();
  store(1); // NOLINT(async-blocking-call): rare
  co_await save();
}
