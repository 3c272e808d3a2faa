@NullMarked
package dev.fallback.bank;

import org.jspecify.annotations.NullMarked;
