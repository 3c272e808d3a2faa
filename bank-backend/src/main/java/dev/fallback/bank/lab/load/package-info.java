/** Open-loop load on the bank's HTTP interface, and what it measured. */
@NullMarked
package dev.fallback.bank.lab.load;

import org.jspecify.annotations.NullMarked;
