/** The bank's front door: routes, validation of what comes in, and headers of what goes out. */
@NullMarked
package dev.fallback.bank.http;

import org.jspecify.annotations.NullMarked;
