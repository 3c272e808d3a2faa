package dev.fallback.testkit.internal.process;

import java.io.IOException;
import java.time.Duration;

/** What one kind of server differs in from another. */
public interface ServerKind {

  /** Its name in messages, for instance {@code Cassandra}. */
  String name();

  /** Where it listens, as {@code host:port}, for messages. */
  default String where() {
    return address() + ":" + port();
  }

  /** The address it listens on. */
  String address();

  /** The port it listens on. */
  int port();

  /** What to run; called before every start, so that it can prepare folders. */
  Launch launch() throws IOException;

  /**
   * Asks the server for an answer that only a ready server gives.
   *
   * @param limit of the wait for every single answer
   * @throws IOException when it does not answer, or not yet
   */
  void probe(Duration limit) throws IOException;

  /** How long a start may take. */
  Duration startLimit();

  /** Whether a start that ended like this may succeed a little later. */
  boolean isPassing(LogTail tail);

  /** What the user can do about a failed start; empty where nothing is known. */
  String advice(LogTail tail);

  /** Ends it in an orderly way. */
  void stop(ServerProcess process);
}
