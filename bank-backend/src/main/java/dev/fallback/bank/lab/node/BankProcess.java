package dev.fallback.bank.lab.node;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fallback.State;
import dev.fallback.bank.ChildJvm;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bank of the lab, seen from the lab: a JVM of its own that can be killed and started again on
 * the same port. Thread-safe.
 */
public final class BankProcess implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BankProcess.class);
  private static final JsonMapper JSON = JsonMapper.builder().findAndAddModules().build();
  private static final long ORDER_SECONDS = 90;

  /** As small a heap as a small bank would have; a constant one, so that it can be compared. */
  private static final List<String> JVM = List.of("-Xms192m", "-Xmx192m", "-XX:+UseSerialGC");

  private final String name;
  private final Path log;
  private final Consumer<StateChange> listener;
  private @Nullable Life life;

  /**
   * A change of the state of a bank's statement reads.
   *
   * @param ago how long before now, in nanoseconds
   */
  public record StateChange(State to, long ago) {}

  /** One process, from its start to its end. */
  private record Life(Process process, Writer orders, Queue<CompletableFuture<NodeWord>> awaited) {}

  /**
   * @param name for messages
   * @param log where its log and what it prints go
   * @param listener told of each change of state, on a thread of its own
   */
  public BankProcess(String name, Path log, Consumer<StateChange> listener) {
    this.name = name;
    this.log = log;
    this.listener = listener;
  }

  /** Starts its JVM, which serves nobody yet; one that runs is killed first. */
  public void launch() {
    launch(List.of());
  }

  /**
   * Starts another release.
   *
   * @param classPathFirst what differs in it from this one
   */
  synchronized void launch(List<String> classPathFirst) {
    kill();
    String classPath =
        Stream.concat(classPathFirst.stream(), Releases.current().stream())
            .collect(Collectors.joining(File.pathSeparator));
    List<String> options = new ArrayList<>(JVM);
    options.add("-Dbank.log=" + log);
    List<String> command =
        ChildJvm.command(options, classPath, NodeMain.class.getName(), List.of());
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      Life started =
          new Life(process, process.outputWriter(StandardCharsets.UTF_8), new ArrayDeque<>());
      life = started;
      // Whatever the one before it thought of its backend is forgotten.
      listener.accept(new StateChange(State.CLOSED, 0));
      var thread = new Thread(() -> listen(started), name + "-words");
      thread.setDaemon(true);
      thread.start();
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be started", e);
    }
  }

  /** Whether it runs. */
  public synchronized boolean isAlive() {
    return life != null && life.process().isAlive();
  }

  /**
   * Has an order carried out and waits for that.
   *
   * @throws NodeException when it cannot be, or the process is not there
   */
  public void order(NodeOrder order) throws NodeException, InterruptedException {
    answer(order);
  }

  /** Asks for its figures; collects its garbage. */
  public NodeFigures figures() throws NodeException, InterruptedException {
    if (answer(new NodeOrder.Figures()) instanceof NodeWord.Told told) {
      return told.figures();
    }
    throw new NodeException(name + " did not tell its figures");
  }

  private NodeWord answer(NodeOrder order) throws NodeException, InterruptedException {
    try {
      NodeWord word = send(order).get(ORDER_SECONDS, TimeUnit.SECONDS);
      if (word instanceof NodeWord.Failed failed) {
        throw new NodeException("%s: %s: %s".formatted(name, order, failed.sentence()));
      }
      return word;
    } catch (ExecutionException | TimeoutException | IOException e) {
      throw new NodeException("%s: %s: %s; see %s".formatted(name, order, e, log), e);
    }
  }

  private synchronized CompletableFuture<NodeWord> send(NodeOrder order) throws IOException {
    Life current = life;
    if (current == null) {
      throw new IOException("it is not running");
    }
    var answer = new CompletableFuture<NodeWord>();
    synchronized (current.awaited()) {
      current.awaited().add(answer);
    }
    current.orders().write(JSON.writerFor(NodeOrder.class).writeValueAsString(order) + "\n");
    current.orders().flush();
    return answer;
  }

  private void listen(Life of) {
    try (BufferedReader words = of.process().inputReader(StandardCharsets.UTF_8)) {
      for (String line = words.readLine(); line != null; line = words.readLine()) {
        heard(of, JSON.readValue(line, NodeWord.class));
      }
    } catch (JsonProcessingException e) {
      LOG.error("{} said what cannot be read", name, e);
    } catch (IOException e) {
      LOG.debug("{} ended", name, e);
    }
    synchronized (of.awaited()) {
      of.awaited().forEach(one -> one.completeExceptionally(new IOException(name + " ended")));
      of.awaited().clear();
    }
  }

  private void heard(Life of, NodeWord word) {
    if (word instanceof NodeWord.Changed changed) {
      long ago = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()) - changed.atMicros();
      listener.accept(
          new StateChange(changed.to(), TimeUnit.MICROSECONDS.toNanos(Math.max(0, ago))));
      return;
    }
    CompletableFuture<NodeWord> answer;
    synchronized (of.awaited()) {
      answer = of.awaited().remove();
    }
    answer.complete(word);
  }

  /** Kills it (SIGKILL) and waits for its end. Does nothing where it does not run. */
  public synchronized void kill() {
    Life current = life;
    if (current != null) {
      current.process().destroyForcibly().onExit().join();
      life = null;
    }
  }

  @Override
  public void close() {
    kill();
  }

  @Override
  public String toString() {
    return name;
  }
}
