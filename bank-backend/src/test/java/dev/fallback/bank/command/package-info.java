@NullMarked
package dev.fallback.bank.command;

import org.jspecify.annotations.NullMarked;
