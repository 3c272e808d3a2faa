package dev.fallback.bank.lab.warmup;

import dev.fallback.bank.Bank;
import dev.fallback.bank.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The bank's own command {@code warm-up} in a JVM of its own. It ends when this process does,
 * however that ends, because its standard input then ends.
 */
final class JobProcess {
  private static final Pattern LINE =
      Pattern.compile("Warm-up: ([0-9,]+) of .*?, ([0-9,]+)/s of at most ([0-9,]+), ([0-9]+) at");

  /** What it said last. */
  record Said(long done, long perSecond, long atMost, int atOnce) {}

  private final Process process;
  private final Path output;

  private JobProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /**
   * Starts it.
   *
   * @param folder where what it says is kept
   * @param apart whether it gets only the processor time that others leave
   */
  static JobProcess start(Path folder, List<String> options, boolean apart) throws IOException {
    List<String> line =
        ChildJvm.command(
            List.of("-Xmx256m"),
            ChildJvm.classPath(),
            Bank.class.getName(),
            List.of("warm-up", "--until-input-ends"));
    line.addAll(options);
    Path output = Files.createTempFile(folder, "warm-up", ".txt");
    return new JobProcess(
        new ProcessBuilder(apart ? IdleClass.of(line) : line)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start(),
        output);
  }

  /** Waits until it is as fast as it will get, or until that time is over. */
  Said settled(long rate, long seconds) throws IOException, InterruptedException {
    long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    Said said = said();
    while (said.atMost() < rate && System.nanoTime() - giveUp < 0 && process.isAlive()) {
      process.waitFor(1, TimeUnit.SECONDS);
      said = said();
    }
    return said;
  }

  /** The last line in which it said how far it is. */
  Said said() throws IOException {
    Said last = new Said(0, 0, 0, 0);
    Matcher found = LINE.matcher(Files.readString(output));
    while (found.find()) {
      last =
          new Said(
              number(found.group(1)),
              number(found.group(2)),
              number(found.group(3)),
              Integer.parseInt(found.group(4)));
    }
    return last;
  }

  boolean isOver() {
    return !process.isAlive();
  }

  /** SIGKILL. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** SIGTERM: it writes its checkpoint. */
  void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      kill();
    }
  }

  String output() throws IOException {
    return Files.readString(output);
  }

  private static long number(String text) {
    return Long.parseLong(text.replace(",", "").toLowerCase(Locale.ROOT));
  }
}
