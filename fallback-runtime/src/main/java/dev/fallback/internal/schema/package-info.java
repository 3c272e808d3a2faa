/** Parsed CQL types, the live schema and what separates it from the wanted one. */
@NullMarked
package dev.fallback.internal.schema;

import org.jspecify.annotations.NullMarked;
