package dev.fallback.testkit.internal.postgres;

import dev.fallback.testkit.internal.artifact.TemporaryTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** A jar that holds one {@code .txz} file with programs. */
final class Archive {
  private static final int OWNER_EXECUTES = 0100;

  private Archive() {}

  /**
   * Unpacks it into a folder that appears whole or not at all; does nothing when it is there, also
   * when another process makes it meanwhile.
   */
  static void unpack(Path jar, Path target) throws IOException {
    if (Files.isDirectory(target)) {
      return;
    }
    try (var draft = TemporaryTree.beside(target)) {
      try (var zip = new ZipFile(jar.toFile());
          InputStream packed = zip.getInputStream(content(zip, jar));
          var tar = new TarArchiveInputStream(new XZCompressorInputStream(packed))) {
        for (TarArchiveEntry entry = tar.getNextEntry();
            entry != null;
            entry = tar.getNextEntry()) {
          extract(tar, entry, draft.path());
        }
      }
      place(draft.path(), target);
    }
  }

  private static ZipEntry content(ZipFile zip, Path jar) throws IOException {
    return zip.stream()
        .filter(entry -> entry.getName().endsWith(".txz"))
        .findFirst()
        .map(ZipEntry.class::cast)
        .orElseThrow(() -> new IOException(jar + " holds no .txz file"));
  }

  private static void extract(TarArchiveInputStream tar, TarArchiveEntry entry, Path folder)
      throws IOException {
    Path file = folder.resolve(entry.getName()).normalize();
    if (!file.startsWith(folder)) {
      throw new IOException("The archive reaches out of its folder: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(file);
      return;
    }
    Files.createDirectories(file.resolveSibling("."));
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, file);
    Files.setPosixFilePermissions(file, permissions((entry.getMode() & OWNER_EXECUTES) != 0));
  }

  /** Readable by all, since the server may have to run as another user. */
  private static Set<PosixFilePermission> permissions(boolean executable) {
    Set<PosixFilePermission> permissions =
        EnumSet.of(
            PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.OTHERS_READ);
    if (executable) {
      permissions.add(PosixFilePermission.OWNER_EXECUTE);
      permissions.add(PosixFilePermission.GROUP_EXECUTE);
      permissions.add(PosixFilePermission.OTHERS_EXECUTE);
    }
    return permissions;
  }

  private static void place(Path draft, Path target) throws IOException {
    try {
      Files.move(draft, target);
    } catch (FileSystemException e) {
      if (!Files.isDirectory(target)) {
        throw e;
      }
    }
  }
}
