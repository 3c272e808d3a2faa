/**
 * What generated code calls. Public so that it can be called, not meant for hands; binary API for
 * ever.
 */
@NullMarked
package dev.fallback.codegen;

import org.jspecify.annotations.NullMarked;
