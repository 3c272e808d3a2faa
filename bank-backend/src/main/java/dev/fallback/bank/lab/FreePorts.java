package dev.fallback.bank.lab;

import dev.fallback.bank.BankStartException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for banks that must find theirs free when they come back: below the range from which the
 * system draws the source ports of connections.
 */
final class FreePorts {
  private static final int LOWEST = 10_240;
  private static final int BOUND = 32_768;
  private static final int TRIES = 1000;

  private FreePorts() {}

  /** A port on which nothing listens now. */
  static int next() {
    return ThreadLocalRandom.current()
        .ints(TRIES, LOWEST, BOUND)
        .filter(FreePorts::isFree)
        .findFirst()
        .orElseThrow(
            () -> new BankStartException("No free TCP port was found below " + BOUND + "."));
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
