package dev.fallback.processor.lock;

import dev.fallback.processor.model.Diagnostic;
import dev.fallback.processor.model.Diagnostic.Code;
import dev.fallback.processor.model.Place;
import dev.fallback.processor.plan.ServicePlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The folder of locks, one file a service. Files are written at the end of a build without
 * mistakes. Not thread-safe.
 */
public final class SchemaLock {
  /** Option: the folder. Without it there is no lock. */
  public static final String FOLDER = "fallback.schema.lock";

  /** Option: {@code true} to fail where a lock is out of date, and to write nothing. */
  public static final String CHECK = "fallback.schema.lock.check";

  /** Option: {@code true} to mark all that is stored as released. */
  public static final String RELEASE = "fallback.schema.lock.release";

  private final Path folder;
  private final boolean checkOnly;
  private final boolean release;
  private final Map<Path, Changed> changed = new TreeMap<>();

  private record Changed(String text, Place place) {}

  private SchemaLock(Path folder, boolean checkOnly, boolean release) {
    this.folder = folder;
    this.checkOnly = checkOnly;
    this.release = release;
  }

  /** The lock of a build, by its options. */
  public static SchemaLock of(Map<String, String> options) {
    return new SchemaLock(
        folder(options.getOrDefault(FOLDER, "")),
        Boolean.parseBoolean(options.get(CHECK)),
        Boolean.parseBoolean(options.get(RELEASE)));
  }

  private static Path folder(String name) {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      // Told as an option that is not understood.
      return Path.of("");
    }
  }

  /** Every change of the service that its lock forbids. */
  public List<Diagnostic> judge(ServicePlan plan) {
    if (folder.toString().isEmpty()) {
      return List.of();
    }
    String service = plan.service().binaryName();
    Path file = folder.resolve(service + ".lock");
    String text;
    Lock old;
    try {
      // Version control may have given it the line ends of another system.
      text = Files.exists(file) ? Files.readString(file).replace("\r\n", "\n") : "";
      old = Lock.parse(text);
    } catch (IllegalArgumentException | IOException e) {
      return mistake(
          plan,
          Code.LOCK_UNREADABLE,
          "%s is no schema lock, %s; take its last good version from version control"
              .formatted(file, e.getMessage()));
    }
    List<WantedFact> wanted = WantedFacts.of(plan);
    List<Diagnostic> mistakes = new LockJudge(old, wanted).mistakes();
    String now = merged(old, wanted).text(service);
    if (!mistakes.isEmpty() || now.equals(text)) {
      return mistakes;
    } else if (checkOnly) {
      return mistake(
          plan,
          Code.LOCK_OUT_OF_DATE,
          "%s is out of date; build without -A%s=true, look at the difference and commit it"
              .formatted(file, CHECK));
    }
    changed.put(file, new Changed(now, plan.service().place()));
    return List.of();
  }

  /** Writes what has changed, or says why that could not be. */
  public List<Diagnostic> write() {
    List<Diagnostic> mistakes = new ArrayList<>();
    changed.forEach(
        (file, lock) -> {
          try {
            Files.createDirectories(folder);
            Files.writeString(file, lock.text());
          } catch (IOException e) {
            mistakes.add(
                new Diagnostic(
                    Code.LOCK_UNWRITABLE,
                    lock.place(),
                    "%s cannot be written (%s); -A%s= names a folder that the build may write to"
                        .formatted(file, e, FOLDER)));
          }
        });
    return mistakes;
  }

  private Lock merged(Lock old, List<WantedFact> wanted) {
    List<Fact> facts = new ArrayList<>();
    Set<String> subjects =
        wanted.stream().map(each -> each.fact().subject()).collect(Collectors.toSet());
    Set<String> bound = boundByOthers(old, wanted);
    for (WantedFact each : wanted) {
      Fact fact = each.fact();
      boolean released =
          release
              || bound.contains(fact.subject())
              || old.find(fact.subject()).map(Fact::released).orElse(false);
      facts.add(released ? fact.binding() : fact);
      String parts = fact.owner() + " " + LockJudge.KEY_PARTS;
      if (fact.name().equals(LockJudge.KEY) && isIn(old, fact) && subjects.add(parts)) {
        old.find(parts).ifPresent(facts::add); // it is read from a class file, which has no names
      }
    }
    old.facts().stream()
        .filter(fact -> fact.released() && !subjects.contains(fact.subject()))
        .forEach(facts::add);
    return new Lock(facts);
  }

  private static boolean isIn(Lock old, Fact fact) {
    return old.find(fact.subject()).map(Fact::value).filter(fact.value()::equals).isPresent();
  }

  /** Constants of enums that took the place of others, which were released there. */
  private static Set<String> boundByOthers(Lock old, List<WantedFact> wanted) {
    Set<String> bound = new HashSet<>();
    for (WantedFact each : wanted) {
      List<String> former =
          old.find(each.fact().subject()).map(LockJudge::enums).orElseGet(List::of);
      List<String> latter = LockJudge.enums(each.fact());
      for (int i = 0; i < former.size() && former.size() == latter.size(); i++) {
        for (Fact fact : old.facts()) {
          if (fact.released() && fact.owner().equals(former.get(i))) {
            bound.add(latter.get(i) + " " + fact.name());
          }
        }
      }
    }
    return bound;
  }

  private static List<Diagnostic> mistake(ServicePlan plan, Code code, String message) {
    return List.of(new Diagnostic(code, plan.service().place(), message));
  }
}
