/** What the bank knows: accounts, their statements, and postings on them. */
@NullMarked
package dev.fallback.bank.account;

import org.jspecify.annotations.NullMarked;
