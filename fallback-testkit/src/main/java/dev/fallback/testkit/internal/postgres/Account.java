package dev.fallback.testkit.internal.postgres;

import dev.fallback.testkit.ServerStartException;
import dev.fallback.testkit.internal.process.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Optional;

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

  /** The account for this process. */
  static Account current() {
    return Holder.CURRENT;
  }

  private static final class Holder {
    private static final Account CURRENT = choose();
  }

  private static Account choose() {
    if (!"root".equals(System.getProperty("user.name"))) {
      return new Account(List.of(), Optional.empty());
    }
    if (Commands.succeed(List.of("unshare", "-U", "true"))) {
      return new Account(NAMESPACE, Optional.empty());
    }
    for (String user : List.of("postgres", "nobody")) {
      List<String> prefix = List.of("setpriv", "--reuid=" + user, "--clear-groups");
      if (Commands.succeed(List.of("setpriv", "--reuid=" + user, "--clear-groups", "true"))) {
        return new Account(prefix, Optional.of(user));
      }
    }
    throw new ServerStartException(
        "Postgres refuses to run as root, and this system allows root neither 'unshare -U' nor 'setpriv --reuid=nobody'. Run as another user, or install util-linux, or use an existing Postgres.");
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
