package dev.fallback.testkit.migration;

import dev.fallback.CassandraSettings;
import dev.fallback.schema.SchemaException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A migrator in a JVM of its own, that can be killed and stopped. It says what it is about to do
 * and what it did, and goes on when it is told to. Arguments: keyspace, number of the release, and
 * a port with three addresses.
 */
final class MigratorProcess implements AutoCloseable {
  private static final String SAID = "SAID ";
  private static final String ENDED = "ENDED ";

  private final Process process;
  private final BufferedReader output;
  private final List<String> said = new ArrayList<>();

  private MigratorProcess(Process process) {
    this.process = process;
    this.output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  public static void main(String[] arguments) throws IOException {
    List<InetSocketAddress> nodes = new ArrayList<>();
    for (int i = 3; i < arguments.length; i++) {
      nodes.add(new InetSocketAddress(arguments[i], Integer.parseInt(arguments[2])));
    }
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try {
      Migrator.migrate(
          new CassandraSettings(nodes, "datacenter1", arguments[0]),
          Items.ofRelease(Integer.parseInt(arguments[1])),
          Migrator.LEASE,
          told -> sayAndWait(told, input));
      System.out.println(ENDED + "well");
    } catch (SchemaException e) {
      System.out.println(ENDED + e.getMessage().replace('\n', ' '));
    }
  }

  private static void sayAndWait(String told, BufferedReader input) {
    System.out.println(SAID + told);
    try {
      if (input.readLine() == null) {
        Runtime.getRuntime().halt(1); // the test is over
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static MigratorProcess start(CassandraSettings settings, int release) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                MigratorProcess.class.getName(),
                settings.keyspace(),
                Integer.toString(release),
                Integer.toString(settings.contactPoints().get(0).getPort())));
    settings.contactPoints().forEach(node -> command.add(node.getHostString()));
    return new MigratorProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  /**
   * What it says next, and waits behind.
   *
   * @return how it ended, where it ended, after {@code ENDED}
   */
  String next() throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      said.add(line);
      if (line.startsWith(SAID)) {
        return line.substring(SAID.length());
      } else if (line.startsWith(ENDED)) {
        return line;
      }
    }
    throw new AssertionError("the migrator said only:\n" + String.join("\n", said));
  }

  /** Lets it go on. */
  void goOn() throws IOException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
  }

  /** Lets it go on until it is about to execute, or has executed, something with that text. */
  String until(String text) throws IOException {
    for (String told = next(); ; told = next()) {
      if (told.contains(text) || told.startsWith(ENDED)) {
        return told;
      }
      goOn();
    }
  }

  void signal(String name) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-s", name, Long.toString(process.pid())).start();
    if (kill.waitFor() != 0) {
      throw new AssertionError("kill -s " + name + " failed");
    }
  }

  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor(10, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
