/** The example bank: put together, and started from the command line. */
@NullMarked
package dev.fallback.bank;

import org.jspecify.annotations.NullMarked;
