/** What a proxied connection does. */
@NullMarked
package dev.fallback.testkit.internal.proxy;

import org.jspecify.annotations.NullMarked;
