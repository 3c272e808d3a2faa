package dev.fallback.bank.lab.fault;

import dev.fallback.bank.lab.fault.FaultKind.Need;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * What is to go wrong in a run: phases that follow one another. Written {@code a,b+c}: first a,
 * then b and c together. {@code all} is every fault, one after the other; {@code soak} is chance.
 *
 * @param phases at least one
 * @param begins how long after the start a phase may still begin; repairs, which are starts of
 *     servers, take longer than any plan can say
 */
public record Plan(List<Phase> phases, Duration begins) {
  /** Faults drawn by chance last so long in each of their three parts. */
  private static final int SHORTEST_SECONDS = 4;

  private static final int LONGEST_SECONDS = 15;

  /** A restore takes back what all others did; it has its own runs. */
  private static final Set<FaultKind> NOT_BY_CHANCE =
      EnumSet.of(FaultKind.REWIND, FaultKind.OLD_RELEASE);

  private static final Duration WHENEVER = ChronoUnit.FOREVER.getDuration();

  public Plan {
    phases = List.copyOf(phases);
    if (phases.isEmpty()) {
      throw new IllegalArgumentException("--fault: at least one is needed");
    }
    if (phases.stream().filter(phase -> phase.faults().contains(FaultKind.REWIND)).count() > 1) {
      throw new IllegalArgumentException(
          "--fault: rewind goes back to before the load, so there can be one only");
    }
  }

  /**
   * Reads a plan.
   *
   * @param words as on the command line
   * @param seconds of each phase; for {@code soak} of the whole run, whose last phase is ended
   * @param seed of what is left to chance
   * @throws IllegalArgumentException when it cannot be read; the message is a sentence
   */
  public static Plan of(String words, int seconds, long seed) {
    if (words.equals("soak")) {
      return soak(seconds, new SplittableRandom(seed));
    }
    Duration part = Duration.ofMillis(seconds * 1000L / 3);
    String all =
        Arrays.stream(FaultKind.values()).map(FaultKind::word).collect(Collectors.joining(","));
    return new Plan(
        Arrays.stream((words.equals("all") ? all : words).split(",", -1))
            .map(phase -> new Phase(together(phase), part))
            .toList(),
        WHENEVER);
  }

  private static List<FaultKind> together(String words) {
    List<FaultKind> faults =
        Arrays.stream(words.split("\\+", -1)).map(String::strip).map(FaultKind::of).toList();
    Set<Victim> victims = new HashSet<>();
    for (FaultKind fault : faults) {
      for (Victim victim : Victim.of(fault)) {
        if (!victims.add(victim)) {
          throw new IllegalArgumentException(
              "--fault: in '%s' two faults at once have the same victim, %s"
                  .formatted(words, victim.word()));
        }
      }
    }
    return faults;
  }

  private static Plan soak(int seconds, SplittableRandom random) {
    List<FaultKind> kinds =
        Arrays.stream(FaultKind.values()).filter(kind -> !NOT_BY_CHANCE.contains(kind)).toList();
    List<Phase> phases = new ArrayList<>();
    int left = seconds;
    while (left > 0 || phases.isEmpty()) {
      int part = random.nextInt(SHORTEST_SECONDS, LONGEST_SECONDS + 1);
      FaultKind first = kinds.get(random.nextInt(kinds.size()));
      FaultKind second = kinds.get(random.nextInt(kinds.size()));
      boolean together = random.nextInt(4) == 0 && Victim.apart(first, second);
      phases.add(
          new Phase(together ? List.of(first, second) : List.of(first), Duration.ofSeconds(part)));
      left -= 3 * part;
    }
    return new Plan(phases, Duration.ofSeconds(seconds));
  }

  /** Whether any phase needs that. */
  public boolean needs(Need need) {
    return phases.stream().anyMatch(phase -> phase.needs(need));
  }

  /** The plan as on the command line. */
  public String words() {
    return phases.stream().map(Phase::words).collect(Collectors.joining(","));
  }
}
