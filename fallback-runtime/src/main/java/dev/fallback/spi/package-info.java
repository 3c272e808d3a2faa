/** What is plugged in: the store of snapshots. */
@NullMarked
package dev.fallback.spi;

import org.jspecify.annotations.NullMarked;
