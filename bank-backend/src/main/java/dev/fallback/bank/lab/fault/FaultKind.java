package dev.fallback.bank.lab.fault;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.stream.Collectors;

/** The faults of the lab. */
public enum FaultKind {
  /** Of the backend: dead. */
  KILL("Postgres dead (SIGKILL)"),
  /** Of the backend: hung. */
  HANG("Postgres hung (SIGSTOP)"),
  /** Of the way to the backend: three seconds long. */
  SLOW("Postgres 3 s slow"),
  /** Of the way to the backend: closed. */
  REFUSE("Postgres out of reach"),
  /** Of the way to the backend: closed and open by turns. */
  FLAP("Postgres comes and goes"),
  /** Of the backend: a share of statements fail. */
  ERRORS("3 in 10 statements fail"),
  /** Of the backend: empty after a bad restore, then dead. */
  LIES("Postgres lies, then dies"),
  /** Of the backend: restored to an earlier point. */
  REWIND("Postgres restored to before the load"),
  /** Of one of two banks: its clock an hour ahead. */
  CLOCK("a bank's clock an hour ahead"),
  /** Of the store: one of three nodes dead. */
  STORE_KILL("a Cassandra node dead"),
  /** Of the store: one of three nodes hung. */
  STORE_HANG("a Cassandra node hung"),
  /** Of the store: every node restarted, one after the other. */
  STORE_RESTART("Cassandra restarted node by node"),
  /** Of the store: dead. */
  STORE_DOWN("Cassandra dead"),
  /** Of backend and store: both dead; nothing is left to answer with. */
  BOTH_DOWN("Postgres and Cassandra dead"),
  /** Of one of two banks: killed. */
  SERVICE_KILL("a bank dead (SIGKILL)"),
  /** Of one of two banks: the next release, while Postgres dies. */
  OLD_RELEASE("two releases, Postgres dead");

  private final String label;

  /** What a fault needs, or cannot promise. */
  public enum Need {
    /** A proxy before Postgres. */
    PROXY,
    /** Three Cassandra nodes. */
    CLUSTER,
    /** Two banks behind a balancer. */
    TWO_BANKS,
    /** Recordings compared with what is stored. */
    GUARD,
    /** While it lasts reads may fail, since nothing is left to answer with. */
    NO_ANSWERS
  }

  FaultKind(String label) {
    this.label = label;
  }

  /** A fresh one. */
  Fault make() {
    return switch (this) {
      case KILL -> new PostgresFaults.Kill();
      case HANG -> new PostgresFaults.Hang();
      case SLOW -> new PostgresFaults.Slow();
      case REFUSE -> new PostgresFaults.Refuse();
      case FLAP -> new Flap();
      case ERRORS -> new DatabaseFaults.Errors();
      case LIES -> new DatabaseFaults.Lies();
      case REWIND -> new Rewind();
      case CLOCK -> new BankFaults.ClockAhead();
      case STORE_KILL -> new StoreFaults.KillNode();
      case STORE_HANG -> new StoreFaults.HangNode();
      case STORE_RESTART -> new StoreFaults.Restart();
      case STORE_DOWN -> new StoreFaults.Down();
      case BOTH_DOWN -> new StoreFaults.BothDown();
      case SERVICE_KILL -> new BankFaults.Kill();
      case OLD_RELEASE -> new BankFaults.TwoReleases();
    };
  }

  /** What it is, in a few words, for people. */
  public String label() {
    return label;
  }

  /** Whether it befalls the backend, or the way to it, and nothing else. */
  boolean isOfBackendOnly() {
    return EnumSet.of(Victim.POSTGRES, Victim.NETWORK).containsAll(Victim.of(this));
  }

  /** Its name on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether it needs that. */
  public boolean needs(Need need) {
    return switch (need) {
      case PROXY -> this == SLOW || this == REFUSE || this == FLAP || this == REWIND;
      case CLUSTER -> this == STORE_KILL || this == STORE_HANG;
      case TWO_BANKS -> this == SERVICE_KILL || this == CLOCK || this == OLD_RELEASE;
      case GUARD -> this == LIES;
      case NO_ANSWERS -> this == BOTH_DOWN;
    };
  }

  /**
   * Reads {@link #word()}.
   *
   * @throws IllegalArgumentException when there is no such fault; the message names them all
   */
  public static FaultKind of(String word) {
    return Arrays.stream(values())
        .filter(kind -> kind.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "fault: found '%s', allowed are %s; or all, or soak, alone"
                        .formatted(word, words())));
  }

  /** All names, for help. */
  public static String words() {
    return Arrays.stream(values()).map(FaultKind::word).collect(Collectors.joining(", "));
  }
}
