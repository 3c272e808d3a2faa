package dev.fallback.processor.model;

import com.palantir.javapoet.ClassName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** A collection interface: one row an interface, with the class that reading fills. */
public enum Container {
  LIST(List.class, ArrayList.class, Kind.LIST, false),
  COLLECTION(Collection.class, ArrayList.class, Kind.LIST, false),
  SET(Set.class, LinkedHashSet.class, Kind.SET, false),
  SORTED_SET(SortedSet.class, TreeSet.class, Kind.SET, true),
  NAVIGABLE_SET(NavigableSet.class, TreeSet.class, Kind.SET, true),
  MAP(Map.class, LinkedHashMap.class, Kind.MAP, false),
  SORTED_MAP(SortedMap.class, TreeMap.class, Kind.MAP, true),
  NAVIGABLE_MAP(NavigableMap.class, TreeMap.class, Kind.MAP, true);

  /** What a container is in CQL, as far as equality allows. */
  public enum Kind {
    LIST,
    SET,
    MAP
  }

  private final Class<?> type;
  private final Class<?> made;
  private final Kind kind;
  private final boolean sorted;

  Container(Class<?> type, Class<?> made, Kind kind, boolean sorted) {
    this.type = type;
    this.made = made;
    this.kind = kind;
    this.sorted = sorted;
  }

  /** The container of an interface's qualified name. */
  public static Optional<Container> of(String name) {
    for (Container container : values()) {
      if (container.type.getName().equals(name)) {
        return Optional.of(container);
      }
    }
    return Optional.empty();
  }

  /** The interface. */
  public ClassName javaName() {
    return ClassName.get(type);
  }

  /** The class that reading fills. */
  public ClassName made() {
    return ClassName.get(made);
  }

  public Kind kind() {
    return kind;
  }

  /** Whether its elements, or keys, are in their natural order. */
  public boolean isSorted() {
    return sorted;
  }

  /** What follows {@code unmodifiable} in {@link java.util.Collections}: {@code SortedSet}. */
  public String view() {
    return type.getSimpleName();
  }
}
