@NullMarked
package dev.fallback.bank.account;

import org.jspecify.annotations.NullMarked;
