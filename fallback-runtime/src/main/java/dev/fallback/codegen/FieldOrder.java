package dev.fallback.codegen;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

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
   * Binds the live order of all types.
   *
   * @param types the service's types, as its descriptor has them
   * @param live names of the live fields in their order, by name of type
   * @throws IllegalArgumentException when a type or a field is not live
   */
  public static FieldOrder of(List<StoredType> types, Map<String, List<String>> live) {
    return bound(types, live, type -> Set.of());
  }

  /**
   * Binds the live order as it is to be read in what a certain release wrote. Such a release left
   * null in place of a field that it did not know and that lies before one which it knew; here such
   * a field counts as not written.
   *
   * @param types the service's types, as its descriptor has them
   * @param live names of the live fields in their order, by name of type
   * @param known names of the fields that the release knew, by name of type
   * @throws IllegalArgumentException when a type or a field is not live
   */
  public static FieldOrder writtenBy(
      List<StoredType> types, Map<String, List<String>> live, Map<String, List<String>> known) {
    return bound(types, live, type -> leftNull(live, known, type));
  }

  private static FieldOrder bound(
      List<StoredType> types,
      Map<String, List<String>> live,
      Function<StoredType, Set<String>> leftNull) {
    int[][] slots = new int[types.size()][];
    boolean same = true;
    for (int i = 0; i < slots.length; i++) {
      StoredType type = types.get(i);
      List<String> own = namesOf(type);
      List<String> found = live.getOrDefault(type.name(), List.of());
      if (!found.containsAll(own)) {
        throw new IllegalArgumentException(
            "type %s has fields %s, of which only %s are live".formatted(type.name(), own, found));
      }
      Set<String> unwritten = leftNull.apply(type);
      if (!found.subList(0, own.size()).equals(own) || !unwritten.isEmpty()) {
        slots[i] =
            found.stream()
                .mapToInt(field -> unwritten.contains(field) ? FOREIGN : own.indexOf(field))
                .toArray();
        same = false;
      }
    }
    return same ? OWN : new FieldOrder(slots);
  }

  /** Own fields that a release did not know, but that it wrote something behind. */
  private static Set<String> leftNull(
      Map<String, List<String>> live, Map<String, List<String>> known, StoredType type) {
    List<String> own = namesOf(type);
    List<String> theirs = known.getOrDefault(type.name(), own);
    List<String> found = live.getOrDefault(type.name(), List.of());
    int last = theirs.stream().mapToInt(field -> placeOf(field, found)).max().orElse(-1);
    return own.stream()
        .filter(field -> !theirs.contains(field) && found.indexOf(field) < last)
        .collect(Collectors.toSet());
  }

  /** A field that was not live yet when this release looked is behind all that were. */
  private static int placeOf(String field, List<String> live) {
    int place = live.indexOf(field);
    return place < 0 ? live.size() : place;
  }

  private static List<String> namesOf(StoredType type) {
    return type.fields().stream().map(StoredField::name).toList();
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
    int[] liveOf = new int[Arrays.stream(order).max().orElse(FOREIGN) + 1];
    Arrays.fill(liveOf, Integer.MAX_VALUE);
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
