/** Tests of the processor as a whole. */
@NullMarked
package dev.fallback.processor;

import org.jspecify.annotations.NullMarked;
