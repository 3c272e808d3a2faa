package dev.fallback.testkit.internal.postgres;

import dev.fallback.testkit.ServerStartException;
import dev.fallback.testkit.internal.process.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The user that Postgres runs as. Postgres refuses to run as root; root therefore runs it in a user
 * namespace, where it is nobody but its files are still root's, or, where namespaces are forbidden,
 * as another user.
 *
 * @param prefix command that turns into the given command, run as that user; empty for our own
 * @param owner user that must own the server's files; empty for our own
 */
record Account(List<String> prefix, Optional<String> owner) {
  private static final List<String> NAMESPACE = List.of("unshare", "-U");

  /** User and group to turn into; systems differ in the name of nobody's group. */
  private static final String[][] OTHERS = {
    {"postgres", "postgres"}, {"nobody", "nogroup"}, {"nobody", "nobody"}
  };

  private static @Nullable Account chosen;

  /**
   * The account for this process.
   *
   * @throws ServerStartException when there is none
   */
  static synchronized Account current() {
    Account known = chosen;
    if (known == null) {
      known = choose();
      chosen = known;
    }
    return known;
  }

  private static Account choose() {
    if (!"root".equals(System.getProperty("user.name"))) {
      return new Account(List.of(), Optional.empty());
    }
    if (works(NAMESPACE)) {
      return new Account(NAMESPACE, Optional.empty());
    }
    for (String[] names : OTHERS) {
      List<String> prefix =
          List.of("setpriv", "--reuid=" + names[0], "--regid=" + names[1], "--clear-groups");
      if (works(prefix)) {
        return new Account(prefix, Optional.of(names[0]));
      }
    }
    throw new ServerStartException(
        "Postgres refuses to run as root, and this system allows root neither 'unshare -U' nor 'setpriv --reuid=nobody'. Run as another user, or install util-linux, or use an existing Postgres.");
  }

  private static boolean works(List<String> prefix) {
    var command = new ArrayList<>(prefix);
    command.addAll(List.of("/bin/sh", "-c", ":"));
    return Commands.succeed(command);
  }

  /** Lets that user through a folder of ours to the folders in it. */
  void admit(Path folder) throws IOException {
    if (owner.isPresent()) {
      Set<PosixFilePermission> permissions = new HashSet<>(Files.getPosixFilePermissions(folder));
      if (permissions.add(PosixFilePermission.OTHERS_EXECUTE)) {
        Files.setPosixFilePermissions(folder, permissions);
      }
    }
  }

  /** Gives a folder to the user that the server runs as. */
  void own(Path folder) throws IOException {
    if (owner.isPresent()) {
      UserPrincipal user =
          folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(owner.get());
      Files.getFileAttributeView(folder, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
          .setOwner(user);
    }
  }
}
