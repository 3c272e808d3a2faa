/** How the bank's statement reads may be protected: with Fallback, or as a team would otherwise. */
@NullMarked
package dev.fallback.bank.variant;

import org.jspecify.annotations.NullMarked;
