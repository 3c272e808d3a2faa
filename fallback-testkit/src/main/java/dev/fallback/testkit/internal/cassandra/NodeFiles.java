package dev.fallback.testkit.internal.cassandra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of a node and its two configuration files. */
final class NodeFiles {
  private final Path home;

  NodeFiles(Path home) {
    this.home = home;
  }

  /** Makes what the node needs to start; keeps its data. */
  void prepare(NodeSettings settings) throws IOException {
    for (String folder : new String[] {"conf", "tmp", "triggers", "logs"}) {
      Files.createDirectories(home.resolve(folder));
    }
    Files.writeString(yaml(), yamlText(settings));
    Files.writeString(logback(), LOGBACK);
  }

  Path home() {
    return home;
  }

  Path yaml() {
    return home.resolve("conf/cassandra.yaml");
  }

  Path logback() {
    return home.resolve("conf/logback.xml");
  }

  Path log() {
    return home.resolve("cassandra.log");
  }

  private String yamlText(NodeSettings settings) {
    return YAML.formatted(
        String.join(",", settings.seeds()),
        settings.address(),
        settings.address(),
        settings.storagePort(),
        settings.port(),
        quoted("data"),
        quoted("commitlog"),
        quoted("saved_caches"),
        quoted("hints"),
        quoted("cdc_raw"));
  }

  private String quoted(String folder) {
    return "'" + home.resolve(folder).toString().replace("'", "''") + "'";
  }

  // Small commit log segments keep an empty node small; the largest mutation is half a segment.
  // Deterministic table ids and Paxos 2 are what racing migrations and their lease want.
  private static final String YAML =
      """
      cluster_name: embedded
      num_tokens: 1
      partitioner: org.apache.cassandra.dht.Murmur3Partitioner
      seed_provider:
        - class_name: org.apache.cassandra.locator.SimpleSeedProvider
          parameters:
            - seeds: "%s"
      listen_address: %s
      rpc_address: %s
      storage_port: %d
      native_transport_port: %d
      endpoint_snitch: SimpleSnitch
      auto_bootstrap: false
      data_file_directories: [ %s ]
      commitlog_directory: %s
      saved_caches_directory: %s
      hints_directory: %s
      cdc_raw_directory: %s
      commitlog_sync: periodic
      commitlog_sync_period: 10000ms
      commitlog_segment_size: 8MiB
      memtable_allocation_type: heap_buffers
      disk_optimization_strategy: ssd
      authenticator: AllowAllAuthenticator
      authorizer: AllowAllAuthorizer
      auto_snapshot: false
      use_deterministic_table_id: true
      paxos_variant: v2
      """;

  private static final String LOGBACK =
      """
      <configuration scan="false">
        <appender name="STDOUT" class="ch.qos.logback.core.ConsoleAppender">
          <encoder><pattern>%-5level [%thread] %date{ISO8601} %F:%L - %msg%n</pattern></encoder>
        </appender>
        <logger name="org.apache.cassandra.service.StartupChecks" level="ERROR"/>
        <root level="INFO"><appender-ref ref="STDOUT"/></root>
      </configuration>
      """;
}
