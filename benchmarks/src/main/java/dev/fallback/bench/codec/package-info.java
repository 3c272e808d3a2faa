/** Generated codecs beside what else turns records into bytes and back. */
@NullMarked
package dev.fallback.bench.codec;

import org.jspecify.annotations.NullMarked;
