package dev.fallback.internal.schema;

import dev.fallback.codegen.ByteSink;
import dev.fallback.codegen.ByteSource;
import dev.fallback.codegen.OperationDescriptor;
import dev.fallback.codegen.ServiceDescriptor;
import dev.fallback.codegen.StoredTable;
import dev.fallback.codegen.StoredType;
import dev.fallback.codegen.ValueCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A service of which only the stored shape matters. */
final class WantedService implements ServiceDescriptor {
  private final String service;
  private final List<StoredType> types;
  private final List<OperationDescriptor<?>> operations = new ArrayList<>();

  WantedService(String service, StoredType... types) {
    this.service = service;
    this.types = List.of(types);
  }

  /** Adds an operation with a key of one bigint; its table is called after both. */
  WantedService operation(String name, String valueType) {
    String table = service.toLowerCase(Locale.ROOT) + "_" + name;
    operations.add(
        OperationDescriptor.of(service, name, new NoCodec())
            .storedIn(new StoredTable(table, "frozen<tuple<bigint>>", valueType, "", ""), "tag"));
    return this;
  }

  @Override
  public String service() {
    return service;
  }

  @Override
  public List<StoredType> types() {
    return types;
  }

  @Override
  public List<OperationDescriptor<?>> operations() {
    return operations;
  }

  private static final class NoCodec implements ValueCodec<Object> {
    @Override
    public void write(Object value, ByteSink out) {
      throw new AssertionError("not asked for");
    }

    @Override
    public Object read(ByteSource in) {
      throw new AssertionError("not asked for");
    }
  }
}
