/**
 * From the compiler to facts, and from results back to the compiler; the only room that knows it.
 */
@NullMarked
package dev.fallback.processor.read;

import org.jspecify.annotations.NullMarked;
