/**
 * What users and we test with: real servers without Docker, stores with faults, a settable clock.
 */
@NullMarked
package dev.fallback.testkit;

import org.jspecify.annotations.NullMarked;
