/** Tests of the model. */
@NullMarked
package dev.fallback.processor.model;

import org.jspecify.annotations.NullMarked;
