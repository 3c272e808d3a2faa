/** What the outage lab does to the servers and to the bank. */
@NullMarked
package dev.fallback.bank.lab.fault;

import org.jspecify.annotations.NullMarked;
