@NullMarked
package dev.fallback.bench.codec;

import org.jspecify.annotations.NullMarked;
