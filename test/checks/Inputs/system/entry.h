// A library whose main() runs the coroutine that a program defines.
#pragma once

#include "../task.h"

lib::Detached co_main(int Arguments);
