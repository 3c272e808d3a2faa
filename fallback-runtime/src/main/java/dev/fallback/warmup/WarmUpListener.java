package dev.fallback.warmup;

/**
 * Told how a warm-up goes, one call at a time, on the library's threads: it must not block for
 * long. Where it throws, the job ends with what it threw.
 */
public interface WarmUpListener {

  /**
   * It begins.
   *
   * @param done how many keys an earlier run has done; 0 where it begins with the first
   */
  default void begun(long done) {}

  /** Twice a second, and when it ends. */
  default void progress(WarmUpProgress progress) {}

  /**
   * A key is given up. Told before the checkpoint passes the key, so what is written down here
   * outlives a kill; after one it may be told again.
   *
   * @param key its text form
   * @param cause why the last try failed
   */
  default void failed(String key, Throwable cause) {}

  /** Something that people should know, in a sentence: what is waited for, what was resumed. */
  default void note(String sentence) {}
}
