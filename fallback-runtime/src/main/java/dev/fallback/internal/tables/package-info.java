/** Whose the tables of an application are. */
@NullMarked
package dev.fallback.internal.tables;

import org.jspecify.annotations.NullMarked;
