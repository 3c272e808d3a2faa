/**
 * Warm-up: filling the store before it is needed, gently, and resumable. {@link
 * dev.fallback.warmup.WarmUp} says what is to be done, {@link dev.fallback.Fallbacks#warmUp} does
 * it.
 */
@NullMarked
package dev.fallback.warmup;

import org.jspecify.annotations.NullMarked;
