/** The subcommands of {@code ./bank}. */
@NullMarked
package dev.fallback.bank.command;

import org.jspecify.annotations.NullMarked;
