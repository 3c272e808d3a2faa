package dev.fallback.bank.lab.node;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fallback.Distrust;
import dev.fallback.Hold;
import dev.fallback.ServiceControl;
import dev.fallback.State;
import dev.fallback.bank.BankCore;
import dev.fallback.bank.BankServer;
import dev.fallback.bank.postgres.BankSchema;
import dev.fallback.event.FallbackEvent;
import dev.fallback.event.FallbackEvent.StateChanged;
import dev.fallback.schema.Schema;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The bank as a process of the lab's: takes orders from its input, answers each on its output, and
 * ends with its input, so it never outlives the lab. For one thread, but for what it says unasked.
 */
public final class NodeMain {
  private static final JsonMapper JSON = JsonMapper.builder().findAndAddModules().build();
  private static final long ACCOUNTS_SECONDS = 60;
  private static final Duration READY_LIMIT = Duration.ofSeconds(20);
  private static final Duration LOOK = Duration.ofMillis(20);
  private static final int REHEARSALS = 125;
  private static final int READS_AT_ONCE = 8;
  private static final String AUTHOR = "outage lab";

  /** Longer than any run. */
  private static final Duration HELD = Duration.ofHours(3);

  private final PrintStream out;
  private final NodeTally tally = new NodeTally();
  private final SettableWallClock clock = new SettableWallClock();
  private @Nullable BankServer server;

  private NodeMain(PrintStream out) {
    this.out = out;
  }

  /** Runs until its input ends. */
  public static void main(String... arguments) throws IOException {
    // What anything else prints must not mix with what is said to the lab.
    var out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    System.setOut(System.err);
    new NodeMain(out).serve();
    // No orderly end: the lab is gone, and nobody is served.
    Runtime.getRuntime().halt(0);
  }

  private void serve() throws IOException {
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      say(answer(JSON.readValue(line, NodeOrder.class)));
    }
  }

  private NodeWord answer(NodeOrder order) {
    try {
      return obey(order);
    } catch (ExecutionException e) {
      return new NodeWord.Failed(String.valueOf(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new NodeWord.Failed("interrupted");
    } catch (RuntimeException | TimeoutException e) {
      return new NodeWord.Failed(String.valueOf(e));
    }
  }

  private NodeWord obey(NodeOrder order)
      throws ExecutionException, InterruptedException, TimeoutException {
    if (order instanceof NodeOrder.Start start) {
      start(start.settings());
    } else if (order instanceof NodeOrder.AwaitAccounts) {
      awaitAccounts();
    } else if (order instanceof NodeOrder.Rehearse) {
      rehearse();
    } else if (order instanceof NodeOrder.Migrate migrate) {
      Schema.load(NodeMain.class.getClassLoader()).migrate(migrate.settings().cassandra());
    } else if (order instanceof NodeOrder.CollectGarbage) {
      ManagementFactory.getMemoryMXBean().gc();
    } else if (order instanceof NodeOrder.Figures) {
      return new NodeWord.Told(tally.figures());
    } else if (order instanceof NodeOrder.Distrust distrust) {
      distrust(
          new Distrust(
              instant(distrust.fromMicros()),
              instant(distrust.untilMicros()),
              AUTHOR,
              "Postgres was restored to an earlier point"));
    } else if (order instanceof NodeOrder.AskAgain) {
      hand()
          .ifPresent(
              control -> {
                control.hold(new Hold(State.REVERSED, AUTHOR, "Postgres was restored", HELD));
                control.release();
              });
    } else if (order instanceof NodeOrder.Isolate) {
      control().hold(new Hold(State.ISOLATED, AUTHOR, "what does the store hold?", HELD));
    } else if (order instanceof NodeOrder.Release) {
      control().release();
    } else if (order instanceof NodeOrder.SetClock set) {
      clock.ahead(Duration.ofMillis(set.aheadMs()));
    }
    return new NodeWord.Done();
  }

  /** Without its store it serves too, so it does not wait for that for ever. */
  private void start(NodeSettings settings) {
    BankServer started =
        BankServer.start(settings.bank().withClock(clock).withListener(this::heard));
    server = started;
    long giveUp = System.nanoTime() + READY_LIMIT.toNanos();
    while (!started.core().isProtected() && System.nanoTime() - giveUp < 0) {
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  private void awaitAccounts() throws ExecutionException, InterruptedException, TimeoutException {
    core()
        .accountsReady()
        .toCompletionStage()
        .toCompletableFuture()
        .get(ACCOUNTS_SECONDS, TimeUnit.SECONDS);
  }

  /** A node that has just started is cold: it is taken into service when it is no longer. */
  private void rehearse() throws ExecutionException, InterruptedException, TimeoutException {
    for (int i = 0; i < REHEARSALS; i++) {
      CompletableFuture.allOf(
              LongStream.range(0, READS_AT_ONCE)
                  .mapToObj(this::read)
                  .toArray(CompletableFuture<?>[]::new))
          .get(READY_LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
  }

  /** Ends well or not: an account that there is not is no reason not to serve. */
  private CompletableFuture<Boolean> read(long account) {
    return core()
        .statements()
        .statement(BankSchema.FIRST_EXTRA_ACCOUNT + account)
        .handle((answer, error) -> error == null)
        .toCompletableFuture();
  }

  /** Here at once, on the others within seconds, and on this one also after its restart. */
  private void distrust(Distrust interval)
      throws ExecutionException, InterruptedException, TimeoutException {
    Optional<ServiceControl> control = hand();
    if (control.isPresent()) {
      control.get().distrust(interval);
      control
          .get()
          .distrustEverywhere(interval)
          .toCompletableFuture()
          .get(READY_LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
  }

  private void heard(FallbackEvent event) {
    tally.accept(event);
    if (event instanceof StateChanged changed) {
      // The lab's clock is the machine's, whatever this node's is set to.
      say(
          new NodeWord.Changed(
              changed.to(), ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now())));
    }
  }

  private ServiceControl control() {
    return hand()
        .orElseThrow(() -> new IllegalStateException("this variant has no operator's hand"));
  }

  /** What an operator can do; variants that leave him nothing to do are left alone. */
  private Optional<ServiceControl> hand() {
    return core().control();
  }

  private BankCore core() {
    BankServer running = server;
    if (running == null) {
      throw new IllegalStateException("the bank is not started");
    }
    return running.core();
  }

  private synchronized void say(NodeWord word) {
    try {
      out.println(JSON.writerFor(NodeWord.class).writeValueAsString(word));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
