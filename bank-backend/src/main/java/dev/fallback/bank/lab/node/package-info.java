/** The bank of the outage lab: a process of its own, told what to do through its input. */
@NullMarked
package dev.fallback.bank.lab.node;

import org.jspecify.annotations.NullMarked;
