/** Tests of the byte layer. */
@NullMarked
package dev.fallback.codegen;

import org.jspecify.annotations.NullMarked;
