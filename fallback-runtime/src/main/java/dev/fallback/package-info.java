/** Reads that go on when the backend behind them does not: what applications use. */
@NullMarked
package dev.fallback;

import org.jspecify.annotations.NullMarked;
