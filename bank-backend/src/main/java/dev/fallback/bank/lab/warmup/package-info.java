/** Measures a warm-up of very many accounts beside other users of the same Postgres. */
@NullMarked
package dev.fallback.bank.lab.warmup;

import org.jspecify.annotations.NullMarked;
