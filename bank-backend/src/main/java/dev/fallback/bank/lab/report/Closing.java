package dev.fallback.bank.lab.report;

/**
 * What the store held when all was over.
 *
 * @param accounts how many were asked for, with the banks isolated from the backend
 * @param answered how many statements the store gave
 */
public record Closing(int accounts, int answered) {}
