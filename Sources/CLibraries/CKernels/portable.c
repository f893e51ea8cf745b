#include "bodies.h"
#define S portable
#include "kernels.inc"
