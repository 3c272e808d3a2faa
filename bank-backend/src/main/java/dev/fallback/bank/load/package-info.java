/**
 * {@code bank load}: the public load of Rinha de Backend 2024/Q1 on a bank in a process of its own,
 * and what Fallback costs under load. The load itself is made by Gatling, in another process.
 */
@NullMarked
package dev.fallback.bank.load;

import org.jspecify.annotations.NullMarked;
