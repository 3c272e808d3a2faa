package dev.fallback.testkit.internal.postgres;

import dev.fallback.testkit.ServerStartException;
import dev.fallback.testkit.internal.artifact.TemporaryTree;
import dev.fallback.testkit.internal.artifact.Versions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The data of one server, made by {@code initdb}. */
final class DataDirectory {
  private DataDirectory() {}

  /**
   * Makes the data where there is none. It appears whole or not at all, so that a start that is
   * killed half-way does not spoil the folder.
   *
   * @throws ServerStartException when what is there was made by another version, or cannot be made
   */
  static void prepare(Path data, PostgresPrograms programs, Account account)
      throws IOException, InterruptedException {
    Path version = data.resolve("PG_VERSION");
    if (Files.exists(data)) {
      requireVersion(data, Files.isReadable(version) ? Files.readString(version).strip() : "");
      return;
    }
    try (var draft = TemporaryTree.beside(data)) {
      Path made = Files.createDirectory(draft.path().resolve("made"));
      account.own(draft.path());
      account.own(made);
      initialise(made, programs, account);
      Files.move(made, data);
    }
  }

  private static void requireVersion(Path data, String found) {
    String wanted = Versions.postgres().replaceFirst("\\..*", "");
    if (!found.equals(wanted)) {
      throw new ServerStartException(
          "The folder %s holds %s, but this is Postgres %s. Choose another folder, or delete this one if its content is not needed."
              .formatted(
                  data,
                  found.isEmpty() ? "no data of a Postgres" : "data of Postgres " + found,
                  wanted));
    }
  }

  private static void initialise(Path data, PostgresPrograms programs, Account account)
      throws IOException, InterruptedException {
    var command = new ArrayList<>(account.prefix());
    command.addAll(List.of(programs.program("initdb"), "--auth=trust", "--no-sync", "--no-locale"));
    command.addAll(List.of("--username=" + PostgresServer.USER, "--encoding=UTF8", "-D"));
    command.add(data.toString());
    Process process =
        new ProcessBuilder(command).directory(data.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new ServerStartException(
          "initdb could not make a database in %s (exit code %d). Check the free disk space and the permissions of the folder and those above it. It said:%n%s"
              .formatted(data, process.exitValue(), output));
    }
  }
}
