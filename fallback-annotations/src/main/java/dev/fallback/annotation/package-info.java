/** What users write on their code: the whole compile-time vocabulary of Fallback. */
@NullMarked
package dev.fallback.annotation;

import org.jspecify.annotations.NullMarked;
