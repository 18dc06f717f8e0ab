#include "task.h"

Task<void> quiet() {
  co_await save(); // NOLINT(async-unawaited-result): of no use
}
