package dev.fallback.bank.command;

import java.io.PrintWriter;
import java.util.function.IntConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows how far a warm-up is: a bar on a terminal, a line for each tenth elsewhere. */
interface WarmUpProgress extends IntConsumer, AutoCloseable {

  @Override
  void close();

  static WarmUpProgress show(int total, PrintWriter lines) {
    return Terminal.isAttached() ? new Bar(total) : new Lines(total, lines);
  }

  /** A bar with rate and remaining time, redrawn in place. */
  final class Bar implements WarmUpProgress {
    private final ProgressBar bar;

    private Bar(int total) {
      bar =
          new ProgressBarBuilder()
              .setTaskName("Warm-up")
              .setInitialMax(total)
              .setUnit(" statements", 1)
              .setStyle(ProgressBarStyle.ASCII)
              .showSpeed()
              .build();
    }

    @Override
    public void accept(int done) {
      bar.stepTo(done);
    }

    @Override
    public void close() {
      bar.close();
    }
  }

  /** A line for each tenth. */
  final class Lines implements WarmUpProgress {
    private final int total;
    private final PrintWriter out;
    private int tenths;

    private Lines(int total, PrintWriter out) {
      this.total = total;
      this.out = out;
    }

    @Override
    public void accept(int done) {
      int now = total == 0 ? 10 : (int) (10L * done / total);
      if (now > tenths) {
        tenths = now;
        out.printf("Warm-up: %d of %d statements%n", done, total);
        out.flush();
      }
    }

    @Override
    public void close() {}
  }
}
