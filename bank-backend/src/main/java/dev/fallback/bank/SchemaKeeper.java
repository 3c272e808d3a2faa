package dev.fallback.bank;

import dev.fallback.bank.postgres.BankSchema;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the bank's tables and accounts, and tries again until Postgres lets it. */
final class SchemaKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(SchemaKeeper.class);
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final Vertx vertx;
  private final BankSchema schema;
  private final int extraAccounts;
  private final Promise<Void> ready = Promise.promise();
  private final AtomicReference<String> lastComplaint = new AtomicReference<>("");

  SchemaKeeper(Vertx vertx, BankSchema schema, int extraAccounts) {
    this.vertx = vertx;
    this.schema = schema;
    this.extraAccounts = extraAccounts;
  }

  /** Begins; ends when Vert.x is closed. */
  Future<Void> start() {
    attempt();
    return ready.future();
  }

  /** What stands in the way at the moment; empty when nothing does. */
  String complaint() {
    return ready.future().isComplete() ? "" : Objects.requireNonNull(lastComplaint.get());
  }

  private void attempt() {
    schema
        .apply(extraAccounts)
        .onSuccess(done -> ready.tryComplete())
        .onFailure(
            failure -> {
              String complaint = String.valueOf(failure.getMessage());
              if (!complaint.equals(lastComplaint.getAndSet(complaint))) {
                LOG.warn("The bank's tables are not ready, trying on: {}", complaint);
              }
              vertx.setTimer(PAUSE.toMillis(), id -> attempt());
            });
  }
}
