@NullMarked
package dev.fallback.bank.warmup;

import org.jspecify.annotations.NullMarked;
