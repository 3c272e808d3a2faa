package dev.fallback.testkit.internal.process;

import dev.fallback.testkit.ServerStartException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds TCP ports for servers.
 *
 * <p>Free ports are taken from below 32768, outside the range from which systems draw the source
 * ports of outgoing connections: a server that is killed must find its port free when it comes
 * back, however many connections clients opened meanwhile. A port is given once in the life of this
 * JVM, so servers started at the same moment do not meet.
 */
public final class Ports {
  private static final int LOWEST = 10_240;
  private static final int BOUND = 32_768;
  private static final int TRIES = 2_000;
  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private Ports() {}

  /** A port on which nothing listens at the address, between 10240 and 32767. */
  public static int free(String address) {
    return free(List.of(address));
  }

  /** A port on which nothing listens at any of the addresses, between 10240 and 32767. */
  public static int free(List<String> addresses) {
    for (int i = 0; i < TRIES; i++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, BOUND);
      if (GIVEN.add(port)) {
        if (addresses.stream().allMatch(address -> isFree(address, port))) {
          return port;
        }
        GIVEN.remove(port);
      }
    }
    throw new ServerStartException(
        "No free TCP port between %d and %d on %s. Choose one with port(…), or end the servers that hold them."
            .formatted(LOWEST, BOUND - 1, addresses));
  }

  /** Whether a server could listen there now. */
  public static boolean isFree(String address, int port) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(address), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Returns the port unchanged.
   *
   * @throws IllegalArgumentException when it is not between 1 and 65535
   */
  public static int checked(int port) {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("port: %d is not between 1 and 65535".formatted(port));
    }
    return port;
  }
}
