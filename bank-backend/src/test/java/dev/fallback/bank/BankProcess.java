package dev.fallback.bank;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A command of the bank in a JVM of its own. */
final class BankProcess {
  private final Process process;
  private final Path output;

  private BankProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** A command of the bank. */
  static BankProcess start(Path folder, String command, List<String> options) throws IOException {
    return start(
        folder, Bank.class, "-Xmx128m", with(List.of(command), options.toArray(String[]::new)));
  }

  /** Another program, in a heap of that size. */
  static BankProcess start(Path folder, Class<?> main, String heap) throws IOException {
    return start(folder, main, heap, List.of());
  }

  private static BankProcess start(Path folder, Class<?> main, String heap, List<String> arguments)
      throws IOException {
    List<String> line =
        ChildJvm.command(
            List.of("-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError", heap),
            ChildJvm.classPath(),
            main.getName(),
            arguments);
    Path output = Files.createTempFile(folder, "output", ".txt");
    return new BankProcess(
        new ProcessBuilder(line)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .directory(folder.toFile())
            .start(),
        output);
  }

  static List<String> with(List<String> options, String... more) {
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of(more));
    return all;
  }

  /** SIGKILL; whether it was still at work. */
  boolean kill() throws InterruptedException {
    boolean alive = process.isAlive();
    process.destroyForcibly();
    process.waitFor();
    return alive;
  }

  /** SIGINT, as Ctrl-C sends it. */
  void interrupt() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
  }

  /** Its exit code, once it has ended. */
  int code() throws InterruptedException {
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("it did not end: " + output);
    }
    return process.exitValue();
  }

  String output() throws IOException {
    return Files.readString(output);
  }
}
