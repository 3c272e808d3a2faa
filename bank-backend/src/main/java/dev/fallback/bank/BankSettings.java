package dev.fallback.bank;

import dev.fallback.BreakerSettings;
import dev.fallback.CassandraSettings;
import dev.fallback.bank.postgres.PostgresSettings;
import dev.fallback.bank.variant.Variant;
import dev.fallback.event.FallbackEvent;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a bank is to be like.
 *
 * @param postgres its backend
 * @param variant how its statement reads are protected
 * @param cassandra its fallback store; empty for a bank without one
 * @param breaker when statement reads stop asking the backend
 * @param guarded whether an answer that shows fewer postings than the stored one is not recorded:
 *     an account never loses any, but for a bad restore
 * @param clock from which Fallback takes as-of and ages
 * @param extraAccounts accounts to have beside the five that always exist, 0 or more
 * @param host address to listen on
 * @param port port to listen on; 0 for a free one
 * @param listener told of all events, on the calls' threads, so it must be quick and never block
 */
public record BankSettings(
    PostgresSettings postgres,
    Variant variant,
    Optional<CassandraSettings> cassandra,
    BreakerSettings breaker,
    boolean guarded,
    InstantSource clock,
    int extraAccounts,
    String host,
    int port,
    Consumer<? super FallbackEvent> listener) {

  public BankSettings {
    Objects.requireNonNull(postgres);
    Objects.requireNonNull(variant);
    Objects.requireNonNull(cassandra);
    Objects.requireNonNull(breaker);
    Objects.requireNonNull(clock);
    Objects.requireNonNull(host);
    Objects.requireNonNull(listener);
    if (extraAccounts < 0) {
      throw new IllegalArgumentException("extraAccounts: found " + extraAccounts + ", at least 0");
    }
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port: found " + port + ", allowed is 0 to 65535");
    }
  }

  /**
   * A bank without Fallback, with five accounts, on a free port of 127.0.0.1. Once it is given a
   * store its breaker waits 1 s, growing to 8 s.
   */
  public static BankSettings of(PostgresSettings postgres) {
    return new BankSettings(
        postgres,
        Variant.NONE,
        Optional.empty(),
        BreakerSettings.defaults().withWait(Duration.ofSeconds(1), 2, Duration.ofSeconds(8)),
        false,
        InstantSource.system(),
        0,
        "127.0.0.1",
        0,
        event -> {});
  }

  /** The same, protected by Fallback, which keeps snapshots in Cassandra. */
  public BankSettings withCassandra(CassandraSettings store) {
    return new BankSettings(
        postgres,
        Variant.FALLBACK,
        Optional.of(store),
        breaker,
        guarded,
        clock,
        extraAccounts,
        host,
        port,
        listener);
  }

  /** The same, protected in another way. */
  public BankSettings withVariant(Variant other) {
    return new BankSettings(
        postgres, other, cassandra, breaker, guarded, clock, extraAccounts, host, port, listener);
  }

  /**
   * The fallback store, for variants that need one.
   *
   * @throws IllegalStateException when there is none
   */
  public CassandraSettings requiredCassandra() {
    return cassandra.orElseThrow(
        () -> new IllegalStateException("variant " + variant.word() + " needs a Cassandra"));
  }

  /** The same with another breaker. */
  public BankSettings withBreaker(BreakerSettings other) {
    return new BankSettings(
        postgres, variant, cassandra, other, guarded, clock, extraAccounts, host, port, listener);
  }

  /** The same, refusing to record what a bad restore would show, or not. */
  public BankSettings withGuard(boolean on) {
    return new BankSettings(
        postgres, variant, cassandra, breaker, on, clock, extraAccounts, host, port, listener);
  }

  /** The same by another clock. */
  public BankSettings withClock(InstantSource other) {
    return new BankSettings(
        postgres, variant, cassandra, breaker, guarded, other, extraAccounts, host, port, listener);
  }

  /** The same with so many accounts beside the five that always exist. */
  public BankSettings withExtraAccounts(int count) {
    return new BankSettings(
        postgres, variant, cassandra, breaker, guarded, clock, count, host, port, listener);
  }

  /** The same, listening elsewhere. */
  public BankSettings listeningOn(String address, int number) {
    return new BankSettings(
        postgres,
        variant,
        cassandra,
        breaker,
        guarded,
        clock,
        extraAccounts,
        address,
        number,
        listener);
  }

  /** The same, telling another listener. */
  public BankSettings withListener(Consumer<? super FallbackEvent> other) {
    return new BankSettings(
        postgres, variant, cassandra, breaker, guarded, clock, extraAccounts, host, port, other);
  }
}
