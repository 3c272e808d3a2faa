package dev.fallback.bank.simulation;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalLong;

/** What a simulation is told by system properties; all begin with {@code load.}. */
final class Settings {
  private Settings() {}

  /** A word, such as the address at which a bank serves. */
  static String text(String name) {
    return required(name);
  }

  /** A bank's process, where it runs on this machine. */
  static OptionalLong pid(String name) {
    String pid = System.getProperty(name, "");
    return pid.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(pid));
  }

  /** {@code load.meter}: the file to write what was measured to. */
  static Path meter() {
    return Path.of(required("load.meter"));
  }

  /** A whole number of seconds. */
  static Duration seconds(String name) {
    return Duration.ofSeconds(Long.parseLong(required(name)));
  }

  /** A number. */
  static double number(String name) {
    return Double.parseDouble(required(name));
  }

  private static String required(String name) {
    return Objects.requireNonNull(System.getProperty(name), name + " is not set");
  }
}
