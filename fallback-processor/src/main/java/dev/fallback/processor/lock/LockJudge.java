package dev.fallback.processor.lock;

import dev.fallback.processor.model.Diagnostic;
import dev.fallback.processor.model.Diagnostic.Code;
import dev.fallback.processor.model.Place;
import dev.fallback.processor.plan.TypePlanner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compares what the code wants to store with what was released: additions are taken down, changes
 * are mistakes. Facts about what the code no longer has at all stay, since Cassandra keeps it.
 */
final class LockJudge {
  /** Where a table is; no such fact where it is in the keyspace of the settings. */
  static final String KEYSPACE = "keyspace";

  /** What the key of a table is. */
  static final String KEY = "key";

  /** Names of the parts of a key, in their order; no such fact where there is one or none. */
  static final String KEY_PARTS = "key parts";

  /** That a type has no components, which Cassandra has no form for: it has a field of ours. */
  static final String EMPTY = "empty";

  /** Begins the mention of an enum in a stored form. */
  static final String ENUM = "enum ";

  private static final Pattern MENTIONED = Pattern.compile(" " + ENUM + "(\\S+)");
  private static final String OPERATION = "operation";
  private static final String OF_THE_SETTINGS = "that of the settings";

  private final Lock old;
  private final List<WantedFact> wanted;
  private final List<Diagnostic> mistakes = new ArrayList<>();

  LockJudge(Lock old, List<WantedFact> wanted) {
    this.old = old;
    this.wanted = List.copyOf(wanted);
  }

  List<Diagnostic> mistakes() {
    mistakes.clear();
    Map<String, Place> owners = new HashMap<>();
    Set<String> subjects = new HashSet<>();
    for (WantedFact fact : wanted) {
      owners.putIfAbsent(fact.fact().owner(), fact.ownerPlace());
      subjects.add(fact.fact().subject());
      judge(fact);
    }
    for (Fact fact : old.facts()) {
      Place owner = owners.get(fact.owner());
      if (fact.released()
          && !subjects.contains(fact.subject())
          && owner != null
          && !fact.name().equals(KEY_PARTS)
          && !fact.name().equals(EMPTY)) {
        if (fact.name().equals(KEYSPACE)) {
          tell(Code.LOCK_CHANGED, owner, moved(fact, fact.value(), OF_THE_SETTINGS));
        } else {
          tell(Code.LOCK_REMOVED, owner, removed(fact));
        }
      }
    }
    order();
    tables(owners.keySet());
    return List.copyOf(mistakes);
  }

  private void judge(WantedFact wantedFact) {
    Fact fact = wantedFact.fact();
    Fact before = old.find(fact.subject()).orElse(null);
    if (before == null || !before.released()) {
      if (isFieldOfOurs(fact)) {
        tell(
            Code.LOCK_CHANGED,
            wantedFact.place(),
            "%s of %s, which is released without components, is what stands for it there: snapshots"
                + " that are there would have it; give it another name by @Stored(name)",
            fact.name(),
            fact.owner());
        return;
      }
      if (old.hasReleased(fact.owner()) && !wantedFact.mayBeAdded()) {
        if (fact.name().equals(KEYSPACE)) {
          tell(Code.LOCK_CHANGED, wantedFact.place(), moved(fact, OF_THE_SETTINGS, fact.value()));
          return;
        }
        tell(
            Code.LOCK_ADDED,
            wantedFact.place(),
            "%s is new in %s, which is released: snapshots that are there lack it and would all be"
                + " misses; say what it is then by @Stored(missing = …), or make it an Optional",
            fact.name(),
            fact.owner());
      }
    } else if (fact.name().equals(KEY_PARTS)) {
      keyParts(before, wantedFact);
    } else if (!before.value().equals(fact.value()) && !isRenamed(before)) {
      if (withoutEnums(before).equals(withoutEnums(fact))) {
        enums(before, wantedFact);
      } else {
        tell(Code.LOCK_CHANGED, wantedFact.place(), changed(before, fact));
      }
    }
  }

  private static String withoutEnums(Fact fact) {
    return MENTIONED.matcher(fact.value()).replaceAll("");
  }

  /** An enum may take another's place, by another name too, where it has the other's constants. */
  private void enums(Fact before, WantedFact wantedFact) {
    Set<String> lacking = lacking(before, wantedFact.fact());
    if (!lacking.isEmpty()) {
      tell(
          Code.LOCK_CHANGED,
          wantedFact.place(),
          "%s of %s is released as %s and would be %s, which lacks %s: snapshots with it could not"
              + " be read; give it those constants too, or %s",
          wantedFact.fact().name(),
          wantedFact.fact().owner(),
          before.value(),
          wantedFact.fact().value(),
          String.join(", ", lacking),
          before.owner().startsWith("table ")
              ? "raise version, which makes a new table"
              : "add another component beside the old one");
    }
  }

  /** Place by place, unless there are more or fewer; a text in the place of an enum reads all. */
  private Set<String> lacking(Fact before, Fact now) {
    List<String> former = enums(before);
    List<String> latter = enums(now);
    Set<String> lacking = new TreeSet<>();
    for (int i = 0; i < former.size() && !latter.isEmpty(); i++) {
      Set<String> one = released(former.get(i));
      one.removeAll(
          former.size() == latter.size() ? wanted(latter.subList(i, i + 1)) : wanted(latter));
      lacking.addAll(one);
    }
    return lacking;
  }

  /** The owners of the enums that a fact mentions, in their places. */
  static List<String> enums(Fact fact) {
    return MENTIONED.matcher(fact.value()).results().map(found -> ENUM + found.group(1)).toList();
  }

  private Set<String> released(String owner) {
    return old.facts().stream()
        .filter(fact -> fact.released() && fact.owner().equals(owner))
        .map(Fact::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Set<String> wanted(List<String> owners) {
    return wanted.stream()
        .map(WantedFact::fact)
        .filter(fact -> owners.contains(fact.owner()))
        .map(Fact::name)
        .collect(Collectors.toSet());
  }

  private void keyParts(Fact before, WantedFact wantedFact) {
    Fact now = wantedFact.fact();
    boolean moved = isMoved(List.of(before.value().split(", ")), List.of(now.value().split(", ")));
    if (moved && isSame(KEY, now.owner(), now.owner())) {
      tell(
          Code.LOCK_CHANGED,
          wantedFact.place(),
          "the parts of the key of %s are released in the order %s and would be %s: each call would"
              + " be given the answer to another; keep the order, or raise version, which makes a"
              + " new table; to a former table a method key of the class in previous gives it",
          now.owner(),
          before.value(),
          now.value());
    }
  }

  /**
   * Parts may have other names, but of those names each must stand where it stood. Where there are
   * more or fewer, which a lock has from before it named what is in lists, only their order counts.
   */
  private static boolean isMoved(List<String> before, List<String> now) {
    List<String> kept = before.stream().filter(now::contains).toList();
    return before.size() == now.size()
        ? kept.stream().anyMatch(name -> now.indexOf(name) != before.indexOf(name))
        : !kept.equals(now.stream().filter(before::contains).toList());
  }

  /** Whether the type was released with a field of that name for want of any other. */
  private boolean isFieldOfOurs(Fact fact) {
    return fact.name().equals("field " + TypePlanner.PRESENT)
        && old.find(fact.owner() + " " + EMPTY).map(Fact::released).orElse(false);
  }

  /** An operation that keeps its table under another name: tables are shared on purpose only. */
  private boolean isRenamed(Fact before) {
    return before.name().equals(OPERATION) && operation(before.value()) == null;
  }

  private static String moved(Fact fact, String before, String now) {
    return "%s of %s is released as %s and would be %s; "
            .formatted(fact.name(), fact.owner(), before, now)
        + "snapshots stay where they are: keep it, or raise version without previous, which makes a"
        + " new table and leaves the old one unread";
  }

  private static String changed(Fact before, Fact now) {
    if (now.name().equals(KEYSPACE)) {
      return moved(now, before.value(), now.value());
    }
    String what =
        "%s of %s is released as %s and would be %s; "
            .formatted(now.name(), now.owner(), before.value(), now.value());
    if (now.owner().startsWith("table ")) {
      return what
          + (now.name().equals(OPERATION)
              ? "keep the operation's name, or give this one a table of its own by table ="
              : "raise version, which makes a new table");
    }
    return what
        + "keep the type and convert by @Stored(with = …), add another component beside it, or"
        + " store the type under another name by @Stored(name)";
  }

  private static String removed(Fact fact) {
    if (fact.owner().startsWith("enum ")) {
      return "%s of %s is released and gone: snapshots with it could not be read; keep it, marked as deprecated if you like"
          .formatted(fact.name(), fact.owner());
    }
    return "%s of %s is released and gone; if it was renamed, write @Stored(was = \"…\") with its former Java name; if it is to go, keep it until no snapshot has it, or store the type under another name by @Stored(name)"
        .formatted(fact.name(), fact.owner());
  }

  /** Cassandra adds fields at the end, so that is where the code has them. */
  private void order() {
    Map<String, Integer> last = new HashMap<>();
    for (int i = 0; i < wanted.size(); i++) {
      Fact fact = wanted.get(i).fact();
      if (old.find(fact.subject()).map(Fact::released).orElse(false)) {
        last.put(fact.owner(), i);
      }
    }
    int position = -1;
    for (int i = 0; i < wanted.size(); i++) {
      Fact fact = wanted.get(i).fact();
      if (!fact.owner().startsWith("type ")) {
        continue;
      }
      boolean known = old.find(fact.subject()).map(Fact::released).orElse(false);
      int before = known ? positionOf(fact) : -1;
      boolean sameOwner = i > 0 && wanted.get(i - 1).fact().owner().equals(fact.owner());
      position = sameOwner ? position : -1;
      if (known ? before < position : i < last.getOrDefault(fact.owner(), -1)) {
        tell(
            Code.LOCK_ORDER,
            wanted.get(i).place(),
            "%s of %s stands elsewhere than it is stored; released ones keep their order, new ones"
                + " come after them, since Cassandra adds fields at the end only",
            fact.name(),
            fact.owner());
      }
      position = Math.max(position, before);
    }
  }

  private int positionOf(Fact fact) {
    for (int i = 0; i < old.facts().size(); i++) {
      if (old.facts().get(i).subject().equals(fact.subject())) {
        return i;
      }
    }
    return -1;
  }

  /** An operation whose table is left has lost its snapshots, unless it raised its version. */
  private void tables(Set<String> owners) {
    for (Fact fact : old.facts()) {
      if (!fact.released() || !fact.name().equals(OPERATION) || owners.contains(fact.owner())) {
        continue;
      }
      WantedFact now = operation(fact.value());
      if (now != null && !base(now.fact().owner()).equals(base(fact.owner()))) {
        tell(
            Code.LOCK_TABLE_LEFT,
            now.place(),
            "operation %s is released with %s and would leave its snapshots there; give that name by"
                + " table =, or delete the lines of %s from the lock",
            fact.value(),
            fact.owner(),
            fact.owner());
      } else if (now == null) {
        heir(fact)
            .ifPresent(
                heir ->
                    tell(
                        Code.LOCK_TABLE_LEFT,
                        heir.place(),
                        "operation %s is released with %s and gone, and %s is new with the same key"
                            + " and answer; if it was renamed, give that table by table =, else"
                            + " delete the lines of %s from the lock",
                        fact.value(),
                        fact.owner(),
                        heir.fact().value(),
                        fact.owner()));
      }
    }
  }

  /** A new operation that stores the same as one that is gone. */
  private Optional<WantedFact> heir(Fact gone) {
    return wanted.stream()
        .filter(w -> w.fact().name().equals(OPERATION))
        .filter(w -> old.find(w.fact().subject()).isEmpty())
        .filter(w -> isSame(KEY, gone.owner(), w.fact().owner()))
        .filter(w -> isSame("answer", gone.owner(), w.fact().owner()))
        .findFirst();
  }

  private boolean isSame(String part, String before, String now) {
    String subject = now + " " + part;
    return wanted.stream()
        .map(WantedFact::fact)
        .filter(fact -> fact.subject().equals(subject))
        .anyMatch(
            fact ->
                old.find(before + " " + part)
                    .filter(old -> withoutEnums(old).equals(withoutEnums(fact)))
                    .isPresent());
  }

  private @Nullable WantedFact operation(String name) {
    return wanted.stream()
        .filter(w -> w.fact().name().equals(OPERATION) && w.fact().value().equals(name))
        .findFirst()
        .orElse(null);
  }

  private static String base(String table) {
    return table.replaceFirst("_v\\d+$", "");
  }

  @SuppressWarnings("AnnotateFormatMethod")
  private void tell(Code code, Place place, String message, Object... arguments) {
    String text = arguments.length == 0 ? message : message.formatted(arguments);
    mistakes.add(new Diagnostic(code, place, text));
  }
}
