/** Settings from files, properties and the environment, laid over what the code says. */
@NullMarked
package dev.fallback.internal.config;

import org.jspecify.annotations.NullMarked;
