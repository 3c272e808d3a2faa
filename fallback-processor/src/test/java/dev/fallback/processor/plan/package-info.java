/** Tests of this stage. */
@NullMarked
package dev.fallback.processor.plan;

import org.jspecify.annotations.NullMarked;
