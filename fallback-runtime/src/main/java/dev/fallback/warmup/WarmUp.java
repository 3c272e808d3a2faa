package dev.fallback.warmup;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * What a warm-up is to do. Immutable; each method returns another one.
 *
 * <pre>{@code
 * WarmUp<Long> job =
 *     WarmUp.of("statements", WarmUpKeys.of("all accounts", ids), statements::statement)
 *         .maxRate(500)
 *         .onlyMissing();
 * WarmUpResult result = fallbacks.warmUp(StatementService.class, job).result().join();
 * }</pre>
 *
 * @param <K> a key
 */
public final class WarmUp<K> {
  private final String name;
  private final WarmUpKeys<K> keys;
  private final Function<? super K, ? extends CompletionStage<?>> read;
  private final Function<? super K, String> text;
  private final WarmUpSettings settings;
  private final WarmUpListener listener;

  private WarmUp(
      String name,
      WarmUpKeys<K> keys,
      Function<? super K, ? extends CompletionStage<?>> read,
      Function<? super K, String> text,
      WarmUpSettings settings,
      WarmUpListener listener) {
    this.name = Objects.requireNonNull(name);
    this.keys = Objects.requireNonNull(keys);
    this.read = Objects.requireNonNull(read);
    this.text = Objects.requireNonNull(text);
    this.settings = Objects.requireNonNull(settings);
    this.listener = Objects.requireNonNull(listener);
  }

  /**
   * A job.
   *
   * @param name under which it keeps its checkpoint; of several jobs of one name one runs at a time
   * @param read asks decorators of one service, once or several times, for what is to be stored for
   *     a key; it must begin its first call before it returns, and calls it begins later, on other
   *     threads, are made but not waited for. It runs on the library's threads, so it must not
   *     block.
   */
  public static <K> WarmUp<K> of(
      String name, WarmUpKeys<K> keys, Function<? super K, ? extends CompletionStage<?>> read) {
    return new WarmUp<>(
        name, keys, read, String::valueOf, WarmUpSettings.defaults(), new WarmUpListener() {});
  }

  /** With another text form of keys, for the checkpoint and for reports of failed ones. */
  public WarmUp<K> keyText(Function<? super K, String> form) {
    return new WarmUp<>(name, keys, read, form, settings, listener);
  }

  /** With other settings. */
  public WarmUp<K> settings(WarmUpSettings other) {
    return new WarmUp<>(name, keys, read, text, other, listener);
  }

  /** Told how it goes. */
  public WarmUp<K> listener(WarmUpListener told) {
    return new WarmUp<>(name, keys, read, text, settings, told);
  }

  /**
   * With another bound of the rate.
   *
   * @param perSecond keys a second, 1 to 1,000,000
   */
  public WarmUp<K> maxRate(int perSecond) {
    return settings(settings.withMaxRate(perSecond));
  }

  /**
   * With another bound of the calls in flight to the backend.
   *
   * @param calls 1 to 10,000
   */
  public WarmUp<K> maxConcurrency(int calls) {
    return settings(settings.withMaxConcurrency(calls));
  }

  /** Passes over keys with a snapshot that would be served: one within its operation's max age. */
  public WarmUp<K> onlyMissing() {
    return olderThan(Duration.ofDays(36_500));
  }

  /**
   * Passes over keys with a snapshot that would be served and is not older than this.
   *
   * @param age positive
   */
  public WarmUp<K> olderThan(Duration age) {
    return settings(settings.withOlderThan(Optional.of(age)));
  }

  /** From the first key on, whatever checkpoint there is. */
  public WarmUp<K> restarted() {
    return settings(settings.withRestart(true));
  }

  public String name() {
    return name;
  }

  public WarmUpKeys<K> keys() {
    return keys;
  }

  /** Text form of a key. */
  public String textOf(K key) {
    return text.apply(key);
  }

  /** Begins the calls of a key. */
  public CompletionStage<?> read(K key) {
    return read.apply(key);
  }

  public WarmUpSettings settings() {
    return settings;
  }

  public WarmUpListener listener() {
    return listener;
  }
}
