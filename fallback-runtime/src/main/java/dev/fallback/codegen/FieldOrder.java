package dev.fallback.codegen;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Where the fields of a service's user-defined types are in Cassandra. Releases add fields at the
 * end, each in its own order, so the live order may differ from the one that a codec writes; it is
 * read once at start-up and bound here. Codecs write and read their own order; byte sinks and
 * sources that are made with a field order rearrange each type's fields, and do nothing where the
 * orders agree. Immutable.
 */
public final class FieldOrder {
  /** The order in which codecs write, in all types. */
  public static final FieldOrder OWN = new FieldOrder(new int[0][]);

  /** A field that another release added. */
  static final int FOREIGN = -1;

  /** By type: for each live field the codec's, or FOREIGN; null where the orders agree. */
  private final int[][] slots;

  private FieldOrder(int[][] slots) {
    this.slots = slots;
  }

  /**
   * Binds the live order.
   *
   * @param types the service's types, as its descriptor has them
   * @param live names of the live fields in their order, by name of type
   * @throws IllegalArgumentException when a type or a field is not live
   */
  public static FieldOrder of(List<StoredType> types, Map<String, List<String>> live) {
    int[][] slots = new int[types.size()][];
    boolean same = true;
    for (int i = 0; i < slots.length; i++) {
      StoredType type = types.get(i);
      List<String> own = type.fields().stream().map(StoredField::name).toList();
      List<String> found = live.getOrDefault(type.name(), List.of());
      if (!found.containsAll(own)) {
        throw new IllegalArgumentException(
            "type %s has fields %s, of which only %s are live".formatted(type.name(), own, found));
      }
      if (!found.subList(0, own.size()).equals(own)) {
        slots[i] = found.stream().mapToInt(own::indexOf).toArray();
        same = false;
      }
    }
    return same ? OWN : new FieldOrder(slots);
  }

  /** Whether a type's fields are written in the codec's order. */
  boolean isOwn(int type) {
    return slots.length == 0 || slots[type] == null;
  }

  /**
   * Brings fields from the codec's order into the live one. Foreign fields behind the last own one
   * are not written: the number of fields says what the writer knew.
   */
  byte[] toLive(int type, byte[] bytes, int start, int end) {
    int[] order = slots[type];
    int[] starts = FieldSlices.of(bytes, start, end);
    FieldSlices.Joined live = new FieldSlices.Joined(end - start + 4 * order.length);
    int last = order.length;
    while (order[last - 1] == FOREIGN) {
      last--;
    }
    for (int i = 0; i < last; i++) {
      if (order[i] == FOREIGN) {
        live.mark(FieldSlices.NULL);
      } else {
        live.add(bytes, starts[order[i]], starts[order[i] + 1]);
      }
    }
    return live.toByteArray();
  }

  /** Brings fields from the live order into the codec's; what was not written is marked. */
  byte[] toOwn(int type, byte[] bytes, int start, int end) {
    int[] order = slots[type];
    int[] starts = FieldSlices.of(bytes, start, end);
    int written = starts.length - 1;
    int[] liveOf = new int[Arrays.stream(order).max().orElse(0) + 1];
    for (int i = 0; i < order.length; i++) {
      if (order[i] != FOREIGN) {
        liveOf[order[i]] = i;
      }
    }
    FieldSlices.Joined own = new FieldSlices.Joined(end - start + 4 * liveOf.length);
    for (int slot : liveOf) {
      if (slot < written) {
        own.add(bytes, starts[slot], starts[slot + 1]);
      } else {
        own.mark(FieldSlices.UNKNOWN);
      }
    }
    return own.toByteArray();
  }
}
