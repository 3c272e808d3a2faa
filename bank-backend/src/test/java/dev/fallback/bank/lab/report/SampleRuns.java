package dev.fallback.bank.lab.report;

/** Runs for tests of what is done with them. */
public final class SampleRuns {
  private SampleRuns() {}

  /** One in which all held. */
  public static RunRecord held() {
    return SampleRun.held();
  }

  /** One that was ended in the middle. */
  public static RunRecord cutShort() {
    return SampleRun.cutShort("fallback");
  }
}
