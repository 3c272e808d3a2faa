package dev.fallback.testkit.store;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import dev.fallback.codegen.ByteSink;
import dev.fallback.codegen.ByteSource;
import dev.fallback.codegen.OperationDescriptor;
import dev.fallback.codegen.ServiceDescriptor;
import dev.fallback.codegen.StoredField;
import dev.fallback.codegen.StoredTable;
import dev.fallback.codegen.StoredType;
import dev.fallback.codegen.ValueCodec;
import dev.fallback.spi.SnapshotStore;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** A hand-made service with one operation whose answers are a type with one text field. */
final class Texts implements ServiceDescriptor {
  static final StoredType NOTE = new StoredType("note", List.of(new StoredField("body", "text")));
  static final StoredTable TABLE = table("notes");
  static final StoredTable OTHER_TABLE = table("other_notes");

  private final String service;
  private final StoredTable table;

  Texts() {
    this("test.Texts", TABLE);
  }

  private Texts(String service, StoredTable table) {
    this.service = service;
    this.table = table;
  }

  /** Another service with a table of its own. */
  static Texts others() {
    return new Texts("test.OtherTexts", OTHER_TABLE);
  }

  private static StoredTable table(String name) {
    return new StoredTable(
        name,
        "frozen<tuple<text>>",
        "frozen<note>",
        "INSERT INTO ${keyspace}."
            + name
            + " (key, snapshot) VALUES (?, ?) USING TIMESTAMP ? AND TTL ?",
        "SELECT snapshot, writetime(snapshot) AS as_of FROM ${keyspace}."
            + name
            + " WHERE key = ?");
  }

  @Override
  public String service() {
    return service;
  }

  @Override
  public List<StoredType> types() {
    return List.of(NOTE);
  }

  @Override
  public List<OperationDescriptor<?>> operations() {
    return List.of(
        OperationDescriptor.of(service(), "text", new Unused())
            .maxAge(Duration.ofDays(1))
            .retention(Duration.ofDays(2))
            .storedIn(table, "tag"));
  }

  /** Waits until the store can read such a table. */
  static void awaitReady(SnapshotStore store, StoredTable table) {
    await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .until(() -> store.read(table, key("probe")).toCompletableFuture().get(5, SECONDS) != null);
  }

  /** Wire form of {@code tuple<text>}; null is a null component. */
  static ByteBuffer key(String text) {
    return field(text);
  }

  /** Wire form of {@code tuple<frozen<note>, text>}; null is a null answer. */
  static ByteBuffer snapshot(String body) {
    ByteBuffer note = body == null ? null : field(body);
    int length = note == null ? -1 : note.remaining();
    ByteBuffer tag = field("tag");
    ByteBuffer bytes = ByteBuffer.allocate(4 + Math.max(0, length) + tag.remaining());
    bytes.putInt(length);
    if (note != null) {
      bytes.put(note);
    }
    return bytes.put(tag).flip();
  }

  private static ByteBuffer field(String text) {
    if (text == null) {
      return ByteBuffer.allocate(4).putInt(-1).flip();
    }
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(4 + utf8.length).putInt(utf8.length).put(utf8).flip();
  }

  private static final class Unused implements ValueCodec<String> {
    @Override
    public void write(String value, ByteSink out) {
      throw new AssertionError("stores do not encode");
    }

    @Override
    public String read(ByteSource in) {
      throw new AssertionError("stores do not decode");
    }
  }
}
