package dev.fallback.testkit.internal.cassandra;

import dev.fallback.testkit.internal.artifact.AtomicFiles;
import dev.fallback.testkit.internal.artifact.Versions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The archive of loaded classes (AppCDS) that saves a quarter of the node's start. Written by an
 * orderly stop of a node that was started to record it; used by all later starts with the same Java
 * and class path. A missing or unfit one is ignored by the JVM. Not thread-safe.
 */
final class StartupArchive {
  private static final Logger LOG = LoggerFactory.getLogger(StartupArchive.class);

  private final Path file;
  private @Nullable Path draft;

  private StartupArchive(Path file) {
    this.file = file;
  }

  static StartupArchive in(Path cache, Jdk jdk, List<Path> classPath) {
    int hash = NodeCommand.joined(classPath).hashCode() * 31 + jdk.home().hashCode();
    return new StartupArchive(
        cache.resolve(
            "cassandra-%s-java-%s-%08x.jsa".formatted(Versions.cassandra(), jdk.version(), hash)));
  }

  /**
   * Options of the JVM that is to use it, or to record it where it is missing.
   *
   * @param record whether to record it where it is missing
   * @param scratch folder in which the JVM writes it
   */
  List<String> options(boolean record, Path scratch) {
    if (Files.isRegularFile(file)) {
      draft = null;
      return List.of("-XX:SharedArchiveFile=" + file);
    }
    draft = record ? scratch.resolve("recorded.jsa") : null;
    return draft == null ? List.of() : List.of("-XX:ArchiveClassesAtExit=" + draft);
  }

  boolean isRecording() {
    return draft != null;
  }

  /** Puts what the ended node has recorded into its place, if it has. */
  void keepRecorded() {
    Path recorded = draft;
    if (recorded == null || !Files.isRegularFile(recorded)) {
      return;
    }
    // The scratch folder may be on another file system, so it is copied beside its place first.
    Path beside = file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid());
    try {
      Files.copy(recorded, beside);
      AtomicFiles.replace(beside, file);
      LOG.info("Later starts of Cassandra use the start-up archive {}", file);
    } catch (IOException e) {
      LOG.warn("The start-up archive {} could not be kept: {}", file, e.toString());
    }
  }
}
