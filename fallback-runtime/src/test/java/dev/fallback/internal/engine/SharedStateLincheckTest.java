package dev.fallback.internal.engine;

import dev.fallback.BreakerSettings;
import dev.fallback.Hold;
import dev.fallback.State;
import dev.fallback.codegen.StoredTable;
import dev.fallback.internal.time.Time;
import dev.fallback.spi.StoredSnapshot;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;

/**
 * What threads share behaves as if they took turns: every interleaving that Lincheck finds gives
 * results that some order of the same operations gives too. {@code -Dlincheck.scenarios=100} looks
 * longer.
 *
 * <p>The write-behind queue and calls that are shared are not modelled: they hand work to others in
 * several steps, and what one may see in between is in no order of turns. {@link
 * InvariantsStressTest} balances the books of the queue.
 */
class SharedStateLincheckTest {
  private static final int SCENARIOS = Integer.getInteger("lincheck.scenarios", 3);

  private static ModelCheckingOptions options() {
    return new ModelCheckingOptions()
        .threads(2)
        .actorsBefore(1)
        .actorsPerThread(3)
        .actorsAfter(1)
        .iterations(SCENARIOS)
        .invocationsPerIteration(30);
  }

  @Test
  void a_closed_breaker() {
    options().check(ClosedInTurns.class);
  }

  @Test
  void a_half_open_breaker() {
    options().check(HalfOpenInTurns.class);
  }

  @Test
  void a_hold() {
    options().check(HoldInTurns.class);
  }

  @Test
  void the_places_of_a_backend() {
    options().check(PlacesInTurns.class);
  }

  @Test
  void leave_to_pass_a_guard() {
    options().check(GateInTurns.class);
  }

  @Test
  void what_was_last_written() {
    new StressOptions() // of Caffeine every interleaving would be too many
        .threads(2)
        .actorsBefore(1)
        .actorsPerThread(3)
        .actorsAfter(1)
        .iterations(SCENARIOS)
        .invocationsPerIteration(100)
        .check(LastWrittenInTurns.class);
  }

  /** Time that stands still, wherever it is put. */
  private static final class Still implements Time {
    private volatile long nanos;

    @Override
    public long micros() {
      return nanos / 1_000;
    }

    @Override
    public long nanos() {
      return nanos;
    }

    @Override
    public Runnable after(long delayNanos, Runnable task) {
      throw new UnsupportedOperationException("time stands still");
    }
  }

  /**
   * Trips at the first failure, once there were two calls. Not at a share of failures: of several
   * outcomes that arrive at the same instant each may see the counts of all, so a failure may be
   * outvoted by successes that came with it. That is as good a verdict, but in no order of turns.
   */
  public abstract static class BreakerInTurns {
    private static final BreakerSettings SETTINGS =
        new BreakerSettings(
            Duration.ofSeconds(10),
            0,
            0,
            2,
            1,
            100,
            1,
            Duration.ofSeconds(1),
            1,
            Duration.ofSeconds(1),
            0,
            1,
            1);
    private static final long TIMEOUT = Duration.ofSeconds(1).toNanos();

    final Still time = new Still();
    final Breaker breaker = new Breaker(SETTINGS, time, () -> 0.5, (from, to) -> {});
    private final Permit first;

    BreakerInTurns(boolean halfOpen) {
      if (halfOpen) {
        Permit closed = breaker.acquire(0, TIMEOUT);
        breaker.failed(0, closed, false);
        breaker.failed(0, closed, false);
        time.nanos = Duration.ofSeconds(2).toNanos();
      }
      first = breaker.acquire(time.nanos(), TIMEOUT);
    }

    @Operation
    public boolean acquire() {
      return breaker.acquire(time.nanos(), TIMEOUT) != null;
    }

    @Operation
    public void failed() {
      breaker.failed(time.nanos(), first, false);
    }

    @Operation
    public void succeeded() {
      breaker.succeeded(time.nanos(), first, false);
    }

    @Operation
    public void released() {
      breaker.released(first);
    }

    @Operation
    public void reset() {
      breaker.reset();
    }

    @Operation
    public State state() {
      return breaker.state();
    }
  }

  /** With a call under way. */
  public static final class ClosedInTurns extends BreakerInTurns {
    public ClosedInTurns() {
      super(false);
    }
  }

  /** With a probe under way. */
  public static final class HalfOpenInTurns extends BreakerInTurns {
    public HalfOpenInTurns() {
      super(true);
    }
  }

  /**
   * A backend with room for two calls, of which one is under way. It never fails: a failure first
   * makes room and then tells the breaker, so a call that comes in between is let through, which is
   * harmless, but in no order of turns.
   */
  public static final class PlacesInTurns {
    private final Still time = new Still();
    private final Backend backend = new Backend(BreakerInTurns.SETTINGS, 2, time, () -> 0.5);
    private final Permit first = Objects.requireNonNull(backend.acquire(0, BreakerInTurns.TIMEOUT));

    @Operation
    public boolean acquire() {
      Permit permit = backend.acquire(0, BreakerInTurns.TIMEOUT);
      return permit != null && !permit.noRoom();
    }

    @Operation
    public void answered() {
      backend.judged(0, first, false, false);
    }

    @Operation
    public void released() {
      backend.released(first);
    }

    @Operation
    public State state() {
      return backend.breaker().state();
    }
  }

  /** An operator's leave, given while answers are compared. */
  public static final class GateInTurns {
    private final RecordingGate<Long> gate =
        new RecordingGate<>(Optional.of((stored, answered) -> false), new Still());

    @Operation
    public void open() {
      gate.open(Duration.ofSeconds(1));
    }

    @Operation
    public boolean isShut() {
      return gate.isShut();
    }
  }

  /** An operator's hold, and how often its end was told. */
  public static final class HoldInTurns {
    private final ConcurrentLinkedDeque<State> ended = new ConcurrentLinkedDeque<>();
    private final HoldCell cell = new HoldCell(new Still(), new Told());

    private final class Told implements HoldCell.Watcher {
      @Override
      public void began(Hold hold) {}

      @Override
      public void ended(Hold hold) {
        ended.add(hold.state());
      }
    }

    @Operation
    public void force() {
      cell.hold(new Hold(State.FORCED, "ann", "test", Duration.ofSeconds(1)));
    }

    @Operation
    public void isolate() {
      cell.hold(new Hold(State.ISOLATED, "ann", "test", Duration.ofSeconds(1)));
    }

    @Operation
    public void release() {
      cell.release();
    }

    @Operation
    public State held() {
      return cell.held(0);
    }

    @Operation
    public boolean holds() {
      return !cell.remaining().isZero();
    }
  }

  /** One row: what may be taken for written already. */
  @Param(name = "digest", gen = IntGen.class, conf = "1:2")
  @Param(name = "asOf", gen = IntGen.class, conf = "1:3")
  public static final class LastWrittenInTurns {
    private static final StoredTable TABLE = new StoredTable("t", "k", "v", "i", "s");
    private static final Row ROW = new Row("t", new byte[] {1});

    private final LastWritten lastWritten = new LastWritten();

    private static Recording recording(int digest, int asOf) {
      return new Recording(
          "s", "o", TABLE, ROW, new StoredSnapshot(ByteBuffer.allocate(0), asOf), 1, digest);
    }

    @Operation
    public void sent(@Param(name = "digest") int digest, @Param(name = "asOf") int asOf) {
      lastWritten.sent(recording(digest, asOf));
    }

    @Operation
    public void acknowledged(@Param(name = "digest") int digest, @Param(name = "asOf") int asOf) {
      lastWritten.acknowledged(recording(digest, asOf));
    }

    @Operation
    public void lost(@Param(name = "digest") int digest, @Param(name = "asOf") int asOf) {
      lastWritten.lost(recording(digest, asOf));
    }

    @Operation
    public boolean holds(@Param(name = "digest") int digest, @Param(name = "asOf") int asOf) {
      return lastWritten.holds(ROW, digest, asOf, false);
    }

    @Operation
    public boolean certainlyHolds(
        @Param(name = "digest") int digest, @Param(name = "asOf") int asOf) {
      return lastWritten.holds(ROW, digest, asOf, true);
    }
  }
}
