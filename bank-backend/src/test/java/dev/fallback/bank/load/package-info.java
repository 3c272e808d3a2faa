@NullMarked
package dev.fallback.bank.load;

import org.jspecify.annotations.NullMarked;
