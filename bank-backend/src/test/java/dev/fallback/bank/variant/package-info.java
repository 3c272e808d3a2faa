@NullMarked
package dev.fallback.bank.variant;

import org.jspecify.annotations.NullMarked;
