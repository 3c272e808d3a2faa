package dev.fallback.testkit.internal.cassandra;

import dev.fallback.testkit.internal.artifact.AtomicFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

/**
 * Puts {@link NodeMain} alone into a jar, so that nothing else of ours is on the node's class path.
 * A jar, because a folder there would turn class data sharing off.
 */
final class NodeMainJar {
  private static final String ENTRY = NodeMain.class.getName().replace('.', '/') + ".class";

  private NodeMainJar() {}

  /** The jar in a folder, written there if it is not. */
  static Path in(Path folder) throws IOException {
    byte[] code = code();
    Path jar = folder.resolve("node-main-%08x.jar".formatted(Arrays.hashCode(code)));
    if (!Files.isRegularFile(jar)) {
      var bytes = new ByteArrayOutputStream();
      try (var output = new JarOutputStream(bytes)) {
        var entry = new ZipEntry(ENTRY);
        entry.setTime(0);
        output.putNextEntry(entry);
        output.write(code);
      }
      AtomicFiles.write(jar, bytes.toByteArray());
    }
    return jar;
  }

  private static byte[] code() throws IOException {
    try (InputStream input =
        Objects.requireNonNull(NodeMain.class.getResourceAsStream("/" + ENTRY), ENTRY)) {
      return input.readAllBytes();
    }
  }
}
