/** Child processes that can be killed, paused, restarted, and that die with their parent. */
@NullMarked
package dev.fallback.testkit.internal.process;

import org.jspecify.annotations.NullMarked;
