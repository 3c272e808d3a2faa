/** Judges facts: one rule a class, the outcome a report or a valid model. Pure. */
@NullMarked
package dev.fallback.processor.check;

import org.jspecify.annotations.NullMarked;
