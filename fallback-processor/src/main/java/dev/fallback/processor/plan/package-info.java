/** User-defined types, tables and statements as plain data. Pure. */
@NullMarked
package dev.fallback.processor.plan;

import org.jspecify.annotations.NullMarked;
