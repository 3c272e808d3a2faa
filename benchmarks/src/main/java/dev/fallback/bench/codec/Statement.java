package dev.fallback.bench.codec;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** A bank statement: the value that all codecs are measured with. */
public record Statement(
    long account,
    String owner,
    String currency,
    BigDecimal balance,
    Instant from,
    Instant until,
    List<Transaction> transactions) {}
