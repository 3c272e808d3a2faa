/** The schema lock: what was released binds, and the compiler says so. */
@NullMarked
package dev.fallback.processor.lock;

import org.jspecify.annotations.NullMarked;
