package dev.fallback.internal.cassandra;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.servererrors.ReadTimeoutException;
import com.datastax.oss.driver.api.core.servererrors.UnavailableException;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Errors after which one node may answer where a quorum does not. */
final class Unavailability {
  private Unavailability() {}

  /**
   * Whether a quorum is not to be had in time. The driver's time-out belongs here: a coordinator
   * that waits for a hung replica does not ask another before it has measured the table for a few
   * seconds. So does what a coordinator said before the driver had no other to ask.
   */
  static boolean of(@Nullable Throwable error) {
    Throwable cause = error instanceof CompletionException ? error.getCause() : error;
    if (cause instanceof AllNodesFailedException all) {
      return all.getAllErrors().values().stream()
          .flatMap(List::stream)
          .anyMatch(Unavailability::itself);
    }
    return itself(cause);
  }

  private static boolean itself(@Nullable Throwable error) {
    return error instanceof UnavailableException
        || error instanceof ReadTimeoutException
        || error instanceof DriverTimeoutException;
  }
}
