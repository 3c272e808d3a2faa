/** The annotation processor: read, check, plan, generate. */
@NullMarked
package dev.fallback.processor;

import org.jspecify.annotations.NullMarked;
