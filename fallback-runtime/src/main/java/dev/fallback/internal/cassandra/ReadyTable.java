package dev.fallback.internal.cassandra;

import com.datastax.oss.driver.api.core.cql.ColumnDefinitions;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.ListType;
import com.datastax.oss.driver.api.core.type.MapType;
import com.datastax.oss.driver.api.core.type.SetType;
import com.datastax.oss.driver.api.core.type.TupleType;
import com.datastax.oss.driver.api.core.type.UserDefinedType;
import dev.fallback.codegen.FieldOrder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * A table that can be read and written: its statements, how its types were found, and what is known
 * of the releases that wrote in it. Thread-safe.
 */
final class ReadyTable {
  /** Releases remembered at a time; more than live side by side anywhere. */
  private static final int RELEASES = 200;

  private final PreparedStatement insert;
  private final PreparedStatement select;
  private final TypeBinding binding;
  private final byte[] ownTag;
  private final ConcurrentMap<String, FieldOrder> orders = new ConcurrentHashMap<>();
  private volatile ColumnDefinitions seen;

  ReadyTable(PreparedStatement insert, PreparedStatement select, TypeBinding binding, String tag) {
    this.insert = insert;
    this.select = select;
    this.binding = binding;
    this.ownTag = tag.getBytes(StandardCharsets.UTF_8);
    this.seen = select.getResultSetDefinitions();
  }

  PreparedStatement insert() {
    return insert;
  }

  PreparedStatement select() {
    return select;
  }

  TypeBinding binding() {
    return binding;
  }

  /**
   * What is wrong with the types of an answer; empty when nothing is. The server says what the
   * types look like whenever that has changed since a statement was prepared.
   */
  Optional<String> brokenBy(ColumnDefinitions definitions) {
    if (definitions == seen) {
      return Optional.empty();
    }
    Map<String, List<String>> live = new HashMap<>();
    if (definitions.size() > 0) {
      collect(definitions.get(0).getType(), live);
    }
    Optional<String> broken = binding.brokenBy(live);
    if (broken.isEmpty()) {
      seen = definitions;
    }
    return broken;
  }

  /** Tag in a snapshot, where it is of another release and matters; null where it is not. */
  @Nullable String foreignTag(ByteBuffer snapshot) {
    if (binding.isIndifferent()) {
      return null;
    }
    int value = Math.max(0, snapshot.getInt(snapshot.position()));
    int at = snapshot.position() + 4 + value;
    if (at + 4 > snapshot.limit()) {
      return null;
    }
    int length = snapshot.getInt(at);
    if (length < 0 || length > snapshot.limit() - at - 4 || isOwn(snapshot, at + 4, length)) {
      return null;
    }
    byte[] tag = new byte[length];
    snapshot.get(at + 4, tag);
    return new String(tag, StandardCharsets.UTF_8);
  }

  private boolean isOwn(ByteBuffer snapshot, int start, int length) {
    if (length != ownTag.length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (snapshot.get(start + i) != ownTag[i]) {
        return false;
      }
    }
    return true;
  }

  /** How a release's snapshots are to be read; null where it has not been looked up. */
  @Nullable FieldOrder orderOf(String tag) {
    return orders.get(tag);
  }

  /** Remembers how a release's snapshots are to be read. */
  FieldOrder remember(String tag, Map<String, List<String>> known) {
    FieldOrder order = binding.writtenBy(known);
    if (orders.size() >= RELEASES) {
      orders.clear();
    }
    orders.put(tag, order);
    return order;
  }

  private static void collect(DataType type, Map<String, List<String>> live) {
    if (type instanceof UserDefinedType user) {
      live.put(
          user.getName().asInternal(),
          user.getFieldNames().stream().map(field -> field.asInternal()).toList());
      user.getFieldTypes().forEach(field -> collect(field, live));
    } else if (type instanceof TupleType tuple) {
      tuple.getComponentTypes().forEach(component -> collect(component, live));
    } else if (type instanceof ListType list) {
      collect(list.getElementType(), live);
    } else if (type instanceof SetType set) {
      collect(set.getElementType(), live);
    } else if (type instanceof MapType map) {
      collect(map.getKeyType(), live);
      collect(map.getValueType(), live);
    }
  }
}
