/** A finished run in words, as JSON and as a page with charts. */
@NullMarked
package dev.fallback.bank.lab.report;

import org.jspecify.annotations.NullMarked;
