package dev.fallback.testkit.migration;

import dev.fallback.codegen.ByteSink;
import dev.fallback.codegen.ByteSource;
import dev.fallback.codegen.OperationDescriptor;
import dev.fallback.codegen.ServiceDescriptor;
import dev.fallback.codegen.StoredField;
import dev.fallback.codegen.StoredTable;
import dev.fallback.codegen.StoredType;
import dev.fallback.codegen.ValueCodec;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A release that wants type {@code item} with some text fields, and some tables of such items. Of
 * each release it is another table, and another field beside the first: the type is shared.
 */
final class Items implements ServiceDescriptor {
  private final List<StoredField> fields;
  private final List<String> tables;

  /**
   * @param fields names of text fields
   * @param tables names of tables
   */
  Items(List<String> fields, List<String> tables) {
    this.fields = fields.stream().map(field -> new StoredField(field, "text")).toList();
    this.tables = List.copyOf(tables);
  }

  /** What release {@code number} wants: {@code base} and a field and a table of its own. */
  static Items ofRelease(int number) {
    return new Items(List.of("base", "field" + number), List.of("items" + number));
  }

  /** What all releases from 0 to below {@code count} together want. */
  static Items ofAll(int count) {
    return new Items(
        IntStream.range(-1, count).mapToObj(i -> i < 0 ? "base" : "field" + i).toList(),
        IntStream.range(0, count).mapToObj(i -> "items" + i).toList());
  }

  @Override
  public String service() {
    return "test.Items";
  }

  @Override
  public List<StoredType> types() {
    return List.of(new StoredType("item", fields));
  }

  @Override
  public List<OperationDescriptor<?>> operations() {
    return tables.stream().<OperationDescriptor<?>>map(this::operation).toList();
  }

  private OperationDescriptor<?> operation(String table) {
    return OperationDescriptor.of(service(), table, new NoCodec())
        .storedIn(
            new StoredTable(
                table,
                "frozen<tuple<text>>",
                "frozen<item>",
                "INSERT INTO ${keyspace}.%s (key, snapshot) VALUES (?, ?) USING TIMESTAMP ? AND TTL ?"
                    .formatted(table),
                "SELECT snapshot, writetime(snapshot) AS as_of FROM ${keyspace}.%s WHERE key = ?"
                    .formatted(table)),
            String.join(",", fields.stream().map(StoredField::name).toList()));
  }

  /** One of its tables. */
  StoredTable table(int index) {
    return operations().get(index).table();
  }

  /** Wire form of the key tuple. */
  static ByteBuffer key(String text) {
    ByteSink sink = new ByteSink();
    sink.text(text);
    return ByteBuffer.wrap(sink.toByteArray());
  }

  /** Wire form of a snapshot with every field set, written by a release with that tag. */
  ByteBuffer snapshot(String tag) {
    ByteSink sink = new ByteSink();
    int mark = sink.begin();
    fields.forEach(field -> sink.text("value"));
    sink.end(mark);
    sink.text(tag);
    return ByteBuffer.wrap(sink.toByteArray());
  }

  private static final class NoCodec implements ValueCodec<String> {
    @Override
    public void write(String value, ByteSink out) {
      throw new AssertionError("not asked for");
    }

    @Override
    public String read(ByteSource in) {
      throw new AssertionError("not asked for");
    }
  }
}
