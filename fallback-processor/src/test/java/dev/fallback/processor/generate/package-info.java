/** Tests of this stage. */
@NullMarked
package dev.fallback.processor.generate;

import org.jspecify.annotations.NullMarked;
