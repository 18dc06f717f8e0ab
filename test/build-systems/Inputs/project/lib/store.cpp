#include "lib/store.h"
#include "task.h"

static void flush() { sleep(1); }

void store(int value) {
  if (value >= SMALLEST)
    flush();
}
