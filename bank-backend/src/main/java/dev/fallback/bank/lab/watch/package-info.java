/** Watching a run while it goes on: live view and memory. */
@NullMarked
package dev.fallback.bank.lab.watch;

import org.jspecify.annotations.NullMarked;
