@NullMarked
package dev.fallback.bank.simulation;

import org.jspecify.annotations.NullMarked;
