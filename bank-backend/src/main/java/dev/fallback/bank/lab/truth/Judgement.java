package dev.fallback.bank.lab.truth;

/** What the judge says of one read. */
public sealed interface Judgement {

  /** The statement is the account's state after an allowed number of its postings. */
  record Right() implements Judgement {}

  /** The statement is false. The sentence says what it shows and what is true. */
  record Wrong(String sentence) implements Judgement {}

  /**
   * Nothing in it is false so far, but it shows a posting whose fate is not known yet.
   *
   * @param sentence names that posting
   */
  record Undecided(String sentence) implements Judgement {}
}
