/** The outage lab: the demo that kills Postgres under load and proves every answer. */
@NullMarked
package dev.fallback.bank.lab;

import org.jspecify.annotations.NullMarked;
