/** What the stages hand on: immutable, without the compiler and without the driver. */
@NullMarked
package dev.fallback.processor.model;

import org.jspecify.annotations.NullMarked;
