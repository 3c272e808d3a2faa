package dev.fallback.testkit.internal.cassandra;

import dev.fallback.testkit.ServerStartException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An installed Java that can run the node: version 17, since Cassandra 5.0 refuses the newest ones
 * and our launcher needs 17.
 *
 * @param home its installation folder
 * @param version full version, for instance {@code 17.0.15}
 */
record Jdk(Path home, String version) {
  private static final Logger LOG = LoggerFactory.getLogger(Jdk.class);
  private static final String NEEDED = "17";

  /** The program {@code java}. */
  Path java() {
    return home.resolve("bin/java");
  }

  /**
   * The Java in the given folder.
   *
   * @throws ServerStartException when there is none, or it is not a Java 17
   */
  static Jdk at(Path home) {
    return read(home)
        .filter(Jdk::fits)
        .orElseThrow(
            () ->
                new ServerStartException(
                    "java(%s): that is not the folder of a Java 17 (%s). Cassandra 5.0 needs one; name the folder that contains bin/java and a file 'release'."
                        .formatted(home, read(home).map(Jdk::version).orElse("no Java found"))));
  }

  /** The running Java if it fits, else the first fitting one in the places where Javas are. */
  static Jdk find() {
    return find(System.getenv(), Path.of(System.getProperty("java.home")));
  }

  static Jdk find(Map<String, String> environment, Path running) {
    List<Path> places = places(environment, running);
    return places.stream()
        .map(Jdk::read)
        .flatMap(Optional::stream)
        .filter(Jdk::fits)
        .findFirst()
        .orElseThrow(() -> new ServerStartException(missing(places)));
  }

  private boolean fits() {
    return version.equals(NEEDED) || version.startsWith(NEEDED + ".");
  }

  private static String missing(List<Path> places) {
    return "Embedded Cassandra needs a Java 17 for its own process, and none was found. Looked in: %s. Install one (Debian/Ubuntu: apt-get install openjdk-17-jdk-headless; Fedora: dnf install java-17-openjdk-headless; macOS: brew install openjdk@17) and name its folder with the environment variable JAVA17_HOME or with java(…)."
        .formatted(places);
  }

  private static List<Path> places(Map<String, String> environment, Path running) {
    var places = new ArrayList<Path>();
    places.add(running);
    for (String variable : List.of("JAVA17_HOME", "JAVA_HOME_17_X64", "JDK17_HOME", "JAVA_HOME")) {
      Optional.ofNullable(environment.get(variable)).map(Path::of).ifPresent(places::add);
    }
    Path user = Path.of(System.getProperty("user.home"));
    places.addAll(childrenOf(Path.of("/usr/lib/jvm"), ""));
    places.addAll(childrenOf(Path.of("/usr/java"), ""));
    places.addAll(childrenOf(Path.of("/opt/java"), ""));
    places.addAll(childrenOf(user.resolve(".sdkman/candidates/java"), ""));
    places.addAll(childrenOf(user.resolve(".jdks"), ""));
    places.addAll(childrenOf(Path.of("/Library/Java/JavaVirtualMachines"), "Contents/Home"));
    places.add(Path.of("/opt/homebrew/opt/openjdk@17/libexec/openjdk.jdk/Contents/Home"));
    places.add(Path.of("/usr/local/opt/openjdk@17/libexec/openjdk.jdk/Contents/Home"));
    return places;
  }

  private static List<Path> childrenOf(Path folder, String inside) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children.sorted().map(child -> child.resolve(inside)).toList();
    } catch (IOException e) {
      LOG.debug("{} is not searched for a Java", folder, e);
      return List.of();
    }
  }

  /** Reads the file {@code release}, which every Java since 9 has. */
  private static Optional<Jdk> read(Path home) {
    Path release = home.resolve("release");
    if (!Files.isExecutable(home.resolve("bin/java")) || !Files.isReadable(release)) {
      return Optional.empty();
    }
    try {
      var properties = new Properties();
      properties.load(new StringReader(Files.readString(release)));
      String version = Objects.requireNonNullElse(properties.getProperty("JAVA_VERSION"), "");
      return Optional.of(new Jdk(home, version.replace("\"", "")));
    } catch (IOException e) {
      LOG.debug("{} is not readable", release, e);
      return Optional.empty();
    }
  }
}
