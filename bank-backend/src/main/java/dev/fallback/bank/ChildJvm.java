package dev.fallback.bank;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines for other JVMs of the installation that runs this one. */
public final class ChildJvm {
  private ChildJvm() {}

  /** The class path of this JVM. */
  public static String classPath() {
    return System.getProperty("java.class.path");
  }

  /**
   * A command line, which can be added to.
   *
   * @param options of the JVM, for instance {@code -Xmx192m}
   * @param main full name of the class to run
   * @param arguments of that class
   */
  public static List<String> command(
      List<String> options, String classPath, String main, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, main));
    command.addAll(arguments);
    return command;
  }
}
