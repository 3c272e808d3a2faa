package dev.fallback.bank.postgres;

import dev.fallback.warmup.KeyStream;
import dev.fallback.warmup.WarmUpKeys;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/**
 * Numbers of accounts for a warm-up, ascending, a page at a time. Each page is a short query of its
 * own behind the last number, not a cursor: nothing is held in Postgres between two pages, neither
 * a connection nor a snapshot that would keep dead rows alive, a restart of Postgres ends nothing,
 * and a job that was killed goes on without reading what is done.
 *
 * @param activeWithin only accounts with a posting that young; empty for all
 */
public record AccountKeys(BankSchema schema, Optional<Duration> activeWithin)
    implements WarmUpKeys<Long> {

  @Override
  public String description() {
    return activeWithin.map(age -> "accounts active within " + age).orElse("all accounts");
  }

  @Override
  public KeyStream<Long> open() {
    return new Pages(Long.MIN_VALUE);
  }

  @Override
  public Optional<KeyStream<Long>> openAfter(String lastKey) {
    return Optional.of(new Pages(Long.parseLong(lastKey)));
  }

  private final class Pages implements KeyStream<Long> {
    private volatile long last;

    Pages(long last) {
      this.last = last;
    }

    @Override
    public CompletionStage<List<Long>> next(int atMost) {
      Promise<List<Long>> found = Promise.promise();
      look(atMost, found);
      return found.future().toCompletionStage();
    }

    /** Passes over pages without an account that counts; after a failure it goes on behind them. */
    private void look(int atMost, Promise<List<Long>> found) {
      schema
          .accountsAfter(last, activeWithin, atMost)
          .onSuccess(
              page -> {
                last = page.upTo();
                if (page.ids().isEmpty() && !page.isEnd()) {
                  look(atMost, found);
                } else {
                  found.complete(page.ids());
                }
              })
          .onFailure(found::fail);
    }

    @Override
    public CompletionStage<OptionalLong> total() {
      return activeWithin.isPresent()
          ? KeyStream.super.total() // to count them would cost as much as to read them
          : schema.accounts().map(OptionalLong::of).toCompletionStage();
    }
  }
}
