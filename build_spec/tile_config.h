/* Included before every file of llama.cpp. GCC up to 12 tells its optimizer that `ldtilecfg` reads 8 bytes of a
   configuration of 64, so the rest is never written, and the first batch ends the program. */
#if defined(__AMX_TILE__) && defined(__GNUC__) && !defined(__clang__) && __GNUC__ < 13
#include <immintrin.h>
#define _tile_loadconfig(config) __asm__ volatile("ldtilecfg\t%X0" ::"m"(*(const char(*)[64])(config)))
#endif
