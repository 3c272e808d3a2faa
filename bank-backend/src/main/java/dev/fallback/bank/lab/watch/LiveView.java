package dev.fallback.bank.lab.watch;

import dev.fallback.State;
import dev.fallback.bank.lab.load.Latencies;
import dev.fallback.bank.lab.load.PostingSample.Outcome;
import dev.fallback.bank.lab.load.ReadSample.Source;
import dev.fallback.bank.lab.watch.Screen.Colour;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Shows a run while it goes on: on a terminal a few lines drawn four times a second, elsewhere one
 * line every five seconds.
 */
public final class LiveView implements AutoCloseable {
  private static final Duration REDRAW = Duration.ofMillis(250);
  private static final int REDRAWS_REMEMBERED = 4;
  private static final Duration PLAIN = Duration.ofSeconds(5);
  private static final int BAR = 40;
  private static final double NANOS_PER_SECOND = 1e9;

  private final Screen screen;
  private final Supplier<LiveStatus> status;
  private final Duration period;
  private final int remembered;
  private final Tally tally;
  private final ScheduledExecutorService painter =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            var thread = new Thread(task, "live-view");
            thread.setDaemon(true);
            return thread;
          });

  LiveView(Screen screen, Supplier<LiveStatus> status) {
    this.screen = screen;
    this.status = status;
    period = screen.redraws() ? REDRAW : PLAIN;
    remembered = screen.redraws() ? REDRAWS_REMEMBERED : 1;
    tally = new Tally(remembered);
  }

  /** Begins to show. */
  public static LiveView start(Screen screen, Supplier<LiveStatus> status) {
    var view = new LiveView(screen, status);
    view.painter.scheduleAtFixedRate(
        view::paint, view.period.toMillis(), view.period.toMillis(), TimeUnit.MILLISECONDS);
    return view;
  }

  /** Stops; what was shown last stays. */
  @Override
  public void close() {
    painter.shutdownNow();
    screen.forget();
  }

  void paint() {
    LiveStatus now = status.get();
    tally.step(now.measured());
    screen.draw(screen.redraws() ? block(now) : List.of(line(now)));
  }

  private List<String> block(LiveStatus now) {
    return List.of(
        progress(now) + "  " + screen.paint(Colour.BOLD, now.phase()),
        "  breaker   " + screen.paint(colour(now.state()), now.state().toString()),
        "  reads     %s   failed %s   wrong %s"
            .formatted(
                sources(),
                screen.paint(good(failed()), Long.toString(failed())),
                screen.paint(good(now.wrong()), Long.toString(now.wrong()))),
        "  latency   " + latency(),
        "  postings  " + postings());
  }

  private String line(LiveStatus now) {
    return "%3d s  %-28s %-9s  %s, failed %d, wrong %d; %s; postings %s"
        .formatted(
            now.elapsed().toSeconds(),
            now.phase(),
            now.state(),
            sources(),
            failed(),
            now.wrong(),
            latency(),
            postings());
  }

  private static String progress(LiveStatus now) {
    double share =
        Math.min(1, (double) now.elapsed().toMillis() / Math.max(1, now.planned().toMillis()));
    int full = (int) Math.round(share * BAR);
    return "[%s%s] %2d/%d s"
        .formatted(
            "#".repeat(full),
            ".".repeat(BAR - full),
            Math.min(now.elapsed().toSeconds(), now.planned().toSeconds()),
            now.planned().toSeconds());
  }

  private String sources() {
    return text(
        "Postgres %.0f/s, Cassandra %.0f/s",
        perSecond(tally.recently(Source.BACKEND)), perSecond(tally.recently(Source.STORE)));
  }

  private String latency() {
    Latencies recent = tally.recentLatencies();
    return text("p50 %.1f ms, p99 %.1f ms", recent.p50Ms(), recent.p99Ms());
  }

  private String postings() {
    return text(
        "%,d acknowledged, %,d refused, %,d unknown",
        tally.postings(Outcome.ACCEPTED),
        tally.postings(Outcome.REFUSED),
        tally.postings(Outcome.UNKNOWN));
  }

  private long failed() {
    return tally.reads(Source.FAILED);
  }

  private double perSecond(long count) {
    return count * NANOS_PER_SECOND / (period.toNanos() * remembered);
  }

  private static Colour good(long count) {
    return count == 0 ? Colour.GREEN : Colour.RED;
  }

  private static Colour colour(State state) {
    return switch (state) {
      case CLOSED -> Colour.GREEN;
      case OPEN -> Colour.RED;
      case HALF_OPEN, FORCED, REVERSED, ISOLATED, BYPASS -> Colour.YELLOW;
    };
  }

  private static String text(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}
