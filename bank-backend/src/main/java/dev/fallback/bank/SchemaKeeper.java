package dev.fallback.bank;

import dev.fallback.bank.postgres.BankSchema;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the bank's tables and accounts, and tries again until Postgres lets it. */
final class SchemaKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(SchemaKeeper.class);
  private static final Duration PAUSE = Duration.ofMillis(500);

  /** Failures in a row from which it is worth an operator's attention. */
  private static final int WORTH_TELLING = 3;

  private final Vertx vertx;
  private final BankSchema schema;
  private final int extraAccounts;
  private final Promise<Void> ready = Promise.promise();
  private final AtomicInteger failures = new AtomicInteger();
  private volatile String lastComplaint = "";
  private volatile boolean stopped;

  SchemaKeeper(Vertx vertx, BankSchema schema, int extraAccounts) {
    this.vertx = vertx;
    this.schema = schema;
    this.extraAccounts = extraAccounts;
  }

  /** Begins. */
  Future<Void> start() {
    attempt();
    return ready.future();
  }

  /** What stands in the way at the moment; empty when nothing does. */
  String complaint() {
    return ready.future().isComplete() ? "" : lastComplaint;
  }

  /** Tries no more. */
  void stop() {
    stopped = true;
  }

  private void attempt() {
    schema.apply(extraAccounts).onSuccess(done -> tellReady()).onFailure(this::tryAgainLater);
  }

  private void tellReady() {
    if (failures.get() >= WORTH_TELLING) {
      LOG.warn("The bank's tables are ready");
    }
    ready.tryComplete();
  }

  private void tryAgainLater(Throwable failure) {
    if (stopped) {
      return;
    }
    lastComplaint = String.valueOf(failure.getMessage());
    if (failures.incrementAndGet() == WORTH_TELLING) {
      LOG.warn("The bank's tables are not ready, trying on: {}", lastComplaint);
    }
    vertx.setTimer(PAUSE.toMillis(), id -> attempt());
  }
}
