/** Where programs and class paths come from: Maven repositories and a cache on disk. */
@NullMarked
package dev.fallback.testkit.internal.artifact;

import org.jspecify.annotations.NullMarked;
