/** The bank's backend: accounts and postings in Postgres. */
@NullMarked
package dev.fallback.bank.postgres;

import org.jspecify.annotations.NullMarked;
