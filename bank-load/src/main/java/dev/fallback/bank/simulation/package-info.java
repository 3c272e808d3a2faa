/**
 * Loads for Gatling: the public contract of Rinha de Backend 2024/Q1 ({@link RinhaSimulation}) and
 * a steady rate to measure at ({@link SteadySimulation}). Both are told what to do by system
 * properties, and beside Gatling's report write what Gatling does not measure.
 */
@NullMarked
package dev.fallback.bank.simulation;

import org.jspecify.annotations.NullMarked;
