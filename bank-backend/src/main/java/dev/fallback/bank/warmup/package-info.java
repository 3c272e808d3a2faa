/** Fills the fallback store before it is needed. */
@NullMarked
package dev.fallback.bank.warmup;

import org.jspecify.annotations.NullMarked;
