package dev.fallback.testkit.internal.cassandra;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The command line of the node's JVM: what Cassandra needs on Java 17, and what makes it start
 * fast.
 *
 * <p>The compiler is held at its first tier: a node that lives for minutes spends less on compiling
 * than it gains. {@code memtable.row_overhead_size} is what the node would measure by itself, in
 * four seconds. There is no wait for gossip to settle where there is no other node.
 */
final class NodeCommand {
  private static final String MAIN = "org.apache.cassandra.service.CassandraDaemon";

  private static final List<String> EXPORTS =
      List.of(
          "java.base/jdk.internal.misc",
          "java.management.rmi/com.sun.jmx.remote.internal.rmi",
          "java.rmi/sun.rmi.registry",
          "java.rmi/sun.rmi.server",
          "java.sql/java.sql",
          "java.base/java.lang.ref",
          "jdk.unsupported/sun.misc",
          "jdk.compiler/com.sun.tools.javac.file",
          "jdk.attach/sun.tools.attach");

  private static final List<String> OPENS =
      List.of(
          "java.base/java.lang.module",
          "java.base/jdk.internal.loader",
          "java.base/jdk.internal.ref",
          "java.base/jdk.internal.reflect",
          "java.base/jdk.internal.math",
          "java.base/jdk.internal.module",
          "java.base/jdk.internal.util.jar",
          "jdk.management/com.sun.management.internal",
          "java.base/sun.nio.ch",
          "java.base/java.io",
          "java.base/java.lang",
          "java.base/java.lang.reflect",
          "java.base/java.util",
          "java.base/java.nio",
          "jdk.compiler/com.sun.tools.javac");

  private static final List<String> JVM =
      List.of(
          "-Xss384k",
          "-XX:+UseSerialGC",
          "-XX:+PerfDisableSharedMem",
          "-XX:TieredStopAtLevel=1",
          "-XX:+ExitOnOutOfMemoryError",
          "-Djdk.attach.allowAttachSelf=true",
          "-Djava.net.preferIPv4Stack=true",
          "-Dio.netty.tryReflectionSetAccessible=true",
          "-Dcassandra-foreground=yes",
          "-Dcassandra.skip_wait_for_gossip_to_settle=0",
          "-Dcassandra.superuser_setup_delay_ms=0",
          "-Dcassandra.memtable.row_overhead_size=181",
          "-Dcassandra.test.ignore_sigar=true");

  private NodeCommand() {}

  /**
   * @param archiveOptions of the start-up archive; may be empty
   */
  static List<String> line(
      Jdk jdk,
      List<Path> classPath,
      List<String> archiveOptions,
      NodeFiles files,
      NodeSettings settings) {
    Path home = files.home();
    var line = new ArrayList<String>();
    line.add(jdk.java().toString());
    EXPORTS.forEach(name -> line.add("--add-exports=" + name + "=ALL-UNNAMED"));
    OPENS.forEach(name -> line.add("--add-opens=" + name + "=ALL-UNNAMED"));
    line.addAll(JVM);
    line.addAll(archiveOptions);
    line.add("-Xms" + settings.heapMegabytes() + "m");
    line.add("-Xmx" + settings.heapMegabytes() + "m");
    // A killed node leaves its unpacked native libraries there, not in the system's folder.
    line.add("-Djava.io.tmpdir=" + home.resolve("tmp"));
    line.add("-Dcassandra.config=" + url(files.yaml()));
    line.add("-Dcassandra.storagedir=" + home);
    line.add("-Dcassandra.triggers_dir=" + home.resolve("triggers"));
    line.add("-Dcassandra.logdir=" + home.resolve("logs"));
    line.add("-Dlogback.configurationFile=" + url(files.logback()));
    line.add("-Dcassandra.ring_delay_ms=" + (settings.single() ? 0 : 1000));
    line.add("-Dcassandra.initial_token=" + settings.token());
    line.add("-cp");
    line.add(joined(classPath));
    line.add(NodeMain.class.getName());
    line.add(MAIN);
    return line;
  }

  static String joined(List<Path> classPath) {
    return classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  /** Cassandra wants two slashes after the scheme, which {@code Path.toUri} also gives. */
  private static String url(Path file) {
    return file.toUri().toString();
  }
}
