package dev.fallback.bank.lab.fault;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What a fault is done to; two at once to the same victim would undo each other. */
enum Victim {
  /** The process of Postgres, and what it holds. */
  POSTGRES,
  /** The way to Postgres. */
  NETWORK,
  /** The nodes of the store. */
  STORE,
  /** The banks. */
  BANKS;

  static Set<Victim> of(FaultKind fault) {
    return switch (fault) {
      case KILL, HANG, ERRORS, LIES -> EnumSet.of(POSTGRES);
      case SLOW, REFUSE, FLAP -> EnumSet.of(NETWORK);
      case REWIND -> EnumSet.of(POSTGRES, NETWORK);
      case CLOCK, SERVICE_KILL -> EnumSet.of(BANKS);
      case STORE_KILL, STORE_HANG, STORE_RESTART, STORE_DOWN -> EnumSet.of(STORE);
      case BOTH_DOWN -> EnumSet.of(POSTGRES, STORE);
      case OLD_RELEASE -> EnumSet.of(POSTGRES, BANKS);
    };
  }

  static boolean apart(FaultKind one, FaultKind other) {
    return of(one).stream().noneMatch(of(other)::contains);
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
