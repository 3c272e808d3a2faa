package dev.fallback.processor.lock;

/**
 * One line of a lock.
 *
 * @param released whether it binds
 * @param owner the table, type or enum that it is about: {@code type statement}
 * @param name what of it: {@code field balance}, {@code key}; without spaces at its ends
 * @param value its stored form; empty where the name says it all
 */
record Fact(boolean released, String owner, String name, String value) {

  /** What tells it from others. */
  String subject() {
    return owner + " " + name;
  }

  Fact binding() {
    return new Fact(true, owner, name, value);
  }

  String line() {
    String state = released ? "released" : "open    ";
    return state + " " + subject() + (value.isEmpty() ? "" : " = " + value);
  }
}
