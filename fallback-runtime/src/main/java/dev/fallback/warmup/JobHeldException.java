package dev.fallback.warmup;

import java.time.Instant;

/** Another process is at the job. */
public final class JobHeldException extends WarmUpException {
  private static final long serialVersionUID = 1L;

  private final String owner;
  private final Instant since;

  public JobHeldException(String job, String owner, Instant since) {
    super("job '%s' is being done by %s, since %s".formatted(job, owner, since));
    this.owner = owner;
    this.since = since;
  }

  /** Who is at it. */
  public String owner() {
    return owner;
  }

  /** Since when, by its own clock. */
  public Instant since() {
    return since;
  }
}
