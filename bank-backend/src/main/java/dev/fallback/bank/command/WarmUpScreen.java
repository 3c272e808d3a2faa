package dev.fallback.bank.command;

import dev.fallback.warmup.WarmUpCounts;
import dev.fallback.warmup.WarmUpListener;
import dev.fallback.warmup.WarmUpProgress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows how far a warm-up is: a bar on a terminal, a line now and then elsewhere. */
interface WarmUpScreen extends WarmUpListener, AutoCloseable {

  @Override
  void close();

  static WarmUpScreen open(PrintWriter out) {
    return Terminal.isAttached() ? new Bar(out, new ProgressBarBuilder()) : new Lines(out);
  }

  /** What a bar cannot show. */
  private static String extra(WarmUpProgress progress) {
    if (progress.waitingFor().isPresent()) {
      return "waiting for " + progress.waitingFor().get();
    }
    return String.format(
        Locale.ROOT,
        "%,.0f/s of at most %,.0f, %d at once, %,d failed",
        progress.rate(),
        progress.rateLimit(),
        progress.concurrencyLimit(),
        progress.counts().failed());
  }

  /** A bar, redrawn in place. */
  final class Bar implements WarmUpScreen {
    private final ProgressBar bar;
    private final PrintWriter out;
    private volatile Optional<Duration> remaining = Optional.empty();

    Bar(PrintWriter out, ProgressBarBuilder builder) {
      this.out = out;
      bar =
          builder
              .setTaskName("Warm-up")
              .setInitialMax(-1)
              .setStyle(ProgressBarStyle.ASCII)
              // its own would count what an earlier process did as done by this one
              .setEtaFunction(state -> remaining)
              .build();
    }

    @Override
    public void progress(WarmUpProgress progress) {
      remaining = progress.remaining();
      progress.total().ifPresent(bar::maxHint);
      bar.stepTo(progress.counts().done());
      bar.setExtraMessage(extra(progress));
    }

    @Override
    public void note(String sentence) {
      out.println(sentence);
      out.flush();
    }

    @Override
    public void close() {
      bar.close();
    }
  }

  /** A line every five seconds, and one when something changes. */
  final class Lines implements WarmUpScreen {
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final PrintWriter out;
    private Duration lastAt = EVERY.negated();
    private String lastWaiting = "";

    Lines(PrintWriter out) {
      this.out = out;
    }

    @Override
    public void progress(WarmUpProgress progress) {
      String waiting = progress.waitingFor().orElse("");
      boolean due = progress.elapsed().minus(lastAt).compareTo(EVERY) >= 0;
      if (due || !waiting.equals(lastWaiting)) {
        lastAt = progress.elapsed();
        lastWaiting = waiting;
        note("Warm-up: " + how(progress));
      }
    }

    @Override
    public void note(String sentence) {
      out.println(sentence);
      out.flush();
    }

    @Override
    public void close() {}

    private static String how(WarmUpProgress progress) {
      WarmUpCounts counts = progress.counts();
      String done =
          progress.total().isPresent()
              ? String.format(
                  Locale.ROOT,
                  "%,d of %,d (%.1f %%)",
                  counts.done(),
                  progress.total().getAsLong(),
                  100.0 * counts.done() / Math.max(1, progress.total().getAsLong()))
              : String.format(Locale.ROOT, "%,d", counts.done());
      String left = progress.remaining().map(rest -> ", " + span(rest) + " left").orElse("");
      return done + ", " + extra(progress) + left;
    }

    private static String span(Duration rest) {
      return rest.toHours() > 0
          ? "%d h %d min".formatted(rest.toHours(), rest.toMinutesPart())
          : rest.toMinutes() > 0
              ? "%d min %d s".formatted(rest.toMinutes(), rest.toSecondsPart())
              : "%d s".formatted(rest.toSeconds());
    }
  }
}
