/** What was acknowledged, and whether what is read agrees with it. */
@NullMarked
package dev.fallback.bank.lab.truth;

import org.jspecify.annotations.NullMarked;
