/** Tests of this stage. */
@NullMarked
package dev.fallback.processor.check;

import org.jspecify.annotations.NullMarked;
