/** Two releases of one application side by side: what one stores the other must read rightly. */
@NullMarked
package dev.fallback.testkit.release;

import org.jspecify.annotations.NullMarked;
