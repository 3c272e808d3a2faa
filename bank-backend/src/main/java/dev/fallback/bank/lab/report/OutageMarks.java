package dev.fallback.bank.lab.report;

/**
 * What happened to Postgres when, in nanoseconds from the start of the load.
 *
 * @param killed just before it was killed
 * @param restart just before it was started again
 * @param answering when it answered a query again
 */
public record OutageMarks(long killed, long restart, long answering) {}
