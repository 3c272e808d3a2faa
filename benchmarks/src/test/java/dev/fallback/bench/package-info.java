@NullMarked
package dev.fallback.bench;

import org.jspecify.annotations.NullMarked;
