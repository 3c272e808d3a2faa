/** What happened, in the past tense. */
@NullMarked
package dev.fallback.event;

import org.jspecify.annotations.NullMarked;
