/** Model and plan to source; cannot complain. Pure. */
@NullMarked
package dev.fallback.processor.generate;

import org.jspecify.annotations.NullMarked;
