#include "exec/embedded_library.h"

/* PRELOAD_LIBRARY is the path of the file that the Makefile builds first. */
__asm__(".pushsection .rodata\n"
        ".balign 16\n"
        ".globl embedded_library\n"
        ".hidden embedded_library\n"
        "embedded_library:\n"
        ".incbin \"" PRELOAD_LIBRARY "\"\n"
        ".globl embedded_library_end\n"
        ".hidden embedded_library_end\n"
        "embedded_library_end:\n"
        ".byte 0\n"
        ".popsection\n");
