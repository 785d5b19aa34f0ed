#ifndef HOST_FORM_H
#define HOST_FORM_H

/*
 * Which form filters have on the machine that the program is compiled for. Everything of both forms
 * is compiled everywhere; only what is asked of the kernel depends on this.
 */
enum filter_form { FORM_X86, FORM_ARM64 };

#if defined __aarch64__
#define HOST_FORM FORM_ARM64
#else
#define HOST_FORM FORM_X86
#endif

#endif
