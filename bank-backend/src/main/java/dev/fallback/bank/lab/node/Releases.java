package dev.fallback.bank.lab.node;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The releases of the bank that the lab can run. */
public final class Releases {
  private static final String NEXT = "next-release";

  private Releases() {}

  /** The class path of this very release. */
  static List<String> current() {
    return List.of(System.getProperty("java.class.path", "").split(File.pathSeparator));
  }

  /**
   * What goes before {@link #current()} for the next release: the same bank, whose statements have
   * one component more. It is compiled beside this one.
   *
   * @throws IllegalStateException where it is not there
   */
  public static List<String> next() {
    try {
      Path classes =
          Path.of(Releases.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path next = classes.resolveSibling(NEXT);
      if (!Files.isDirectory(next)) {
        throw new IllegalStateException(
            "The next release of the bank is not compiled: %s is missing. Run mvn package."
                .formatted(next));
      }
      return List.of(next.toString());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
