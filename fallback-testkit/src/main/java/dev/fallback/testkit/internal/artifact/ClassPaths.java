package dev.fallback.testkit.internal.artifact;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Class paths of programs, resolved from Maven repositories once and then kept in a list on disk.
 */
public final class ClassPaths {
  private static final Logger LOG = LoggerFactory.getLogger(ClassPaths.class);

  private ClassPaths() {}

  /**
   * The jars an artifact needs at run time.
   *
   * @param coordinates {@code group:artifact:version}
   * @param progress told when they have to be resolved, which may mean downloads
   */
  public static List<Path> of(String coordinates, Consumer<String> progress) throws IOException {
    Path list = CacheFolder.path().resolve(listName(coordinates));
    List<Path> known = read(list);
    if (!known.isEmpty() && known.stream().allMatch(Files::isRegularFile)) {
      return known;
    }
    progress.accept("Resolving " + coordinates + " (downloaded once, if it is not there)");
    List<Path> resolved = MavenRepository.runtimeClassPath(coordinates);
    AtomicFiles.write(
        list,
        resolved.stream()
            .map(Path::toString)
            .collect(Collectors.joining("\n", "", "\n"))
            .getBytes(StandardCharsets.UTF_8));
    return resolved;
  }

  /** Another local repository has other jars, so it has a list of its own. */
  private static String listName(String coordinates) {
    String local = System.getProperty("maven.repo.local", "");
    String suffix = local.isEmpty() ? "" : "-" + Integer.toHexString(local.hashCode());
    return coordinates.replace(':', '_') + suffix + ".classpath";
  }

  private static List<Path> read(Path list) {
    try {
      return Files.readAllLines(list).stream().map(Path::of).toList();
    } catch (IOException e) {
      LOG.debug("No list of jars in {}", list);
      return List.of();
    }
  }
}
