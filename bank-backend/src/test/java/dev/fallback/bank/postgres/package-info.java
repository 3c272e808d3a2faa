@NullMarked
package dev.fallback.bank.postgres;

import org.jspecify.annotations.NullMarked;
