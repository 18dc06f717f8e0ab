#pragma once

void store(int value);
// Its end is in another unit.
inline void store_default() { store(0); }
