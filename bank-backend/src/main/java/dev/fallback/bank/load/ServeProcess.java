package dev.fallback.bank.load;

import dev.fallback.bank.Bank;
import dev.fallback.bank.BankStartException;
import dev.fallback.bank.ChildJvm;
import dev.fallback.bank.command.ServeCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * {@code bank serve} in a JVM of its own, on the class path of this one. It ends when this process
 * does, however that ends, because its standard input then ends. For one thread.
 */
final class ServeProcess implements AutoCloseable {
  private static final long CLOSE_SECONDS = 10;

  private final Process process;
  private final String url;

  private ServeProcess(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  /**
   * Starts a bank and waits until it listens, or has ended.
   *
   * @param folder for its log and what it prints on standard error; made where it is missing
   * @param jvm options for its JVM
   * @param serve options of {@code serve}, without {@code --data}
   * @throws BankStartException when it ends before it listens; the message has its words
   */
  static ServeProcess start(Path folder, List<String> jvm, List<String> serve) {
    List<String> command =
        ChildJvm.command(
            jvm,
            ChildJvm.classPath(),
            Bank.class.getName(),
            List.of("serve", "--until-input-ends", "--data", folder.toString()));
    command.addAll(serve);
    Path errors = folder.resolve("bank.err");
    try {
      Files.createDirectories(folder);
      Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
      BufferedReader output = process.inputReader();
      String url = awaitUrl(output);
      if (url == null) {
        process.destroyForcibly();
        throw new BankStartException("The bank did not start: " + words(errors));
      }
      drain(output);
      return new ServeProcess(process, url);
    } catch (IOException e) {
      throw new UncheckedIOException("The bank's process could not be started", e);
    }
  }

  /** Where it serves, for instance {@code http://127.0.0.1:9999}. */
  String url() {
    return url;
  }

  /** Its process id, also after its end. */
  long pid() {
    return process.pid();
  }

  /** Kills it (SIGKILL) and waits until it is gone. */
  private void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** Stops it as an operator would, and kills it if that takes too long. */
  @Override
  public void close() {
    process.destroy();
    if (!awaitEnd()) {
      kill();
    }
  }

  private boolean awaitEnd() {
    try {
      return process.waitFor(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** The address that it prints once it listens; null when it ended before. */
  private static @Nullable String awaitUrl(BufferedReader output) throws IOException {
    String line;
    while ((line = output.readLine()) != null) {
      if (line.startsWith(ServeCommand.SERVING)) {
        return line.substring(ServeCommand.SERVING.length()).split(",", 2)[0];
      }
    }
    return null;
  }

  /** Nobody reads on, and a full pipe would stop the bank. */
  private static void drain(BufferedReader output) {
    Thread thread = new Thread(() -> output.lines().forEach(line -> {}), "bank-output");
    thread.setDaemon(true);
    thread.start();
  }

  private static String words(Path errors) throws IOException {
    String said = Files.readString(errors).strip();
    return said.isEmpty() ? "it said nothing" : said;
  }
}
