package dev.fallback.bench.codec;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/** A line of a statement. */
public record Transaction(
    UUID id, Instant at, BigDecimal amount, String text, Kind kind, Counterparty counterparty) {}
