package dev.fallback.bank.lab.truth;

import dev.fallback.bank.lab.truth.Judgement.Right;
import dev.fallback.bank.lab.truth.Judgement.Undecided;
import dev.fallback.bank.lab.truth.Judgement.Wrong;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * Judges every read of a run: at once where that is possible, at the end otherwise. No read is
 * forgotten: {@code right + wrong + waiting} is the number of reads given. Thread-safe.
 */
public final class TruthCheck {
  /** How many sentences about wrong reads are kept; all are counted. */
  private static final int KEPT_SENTENCES = 20;

  private final Judge judge;
  private final Queue<ReadEvidence> waiting = new ArrayDeque<>();
  private final List<String> sentences = new ArrayList<>();
  private long right;
  private long wrong;
  private long judgedLater;

  public TruthCheck(Judge judge) {
    this.judge = judge;
  }

  /** Judges a read, or keeps it for later. */
  public void check(ReadEvidence read) {
    Judgement judgement = judge.judge(read);
    synchronized (this) {
      count(read, judgement);
    }
  }

  /** Counts an answer that could not even be understood as wrong. */
  public synchronized void unreadable(String sentence) {
    wrong(sentence);
  }

  /** Judges what is still waiting; call it when every account's ledger is complete. */
  public synchronized void finish() {
    int due = waiting.size();
    judgedLater += due;
    for (int i = 0; i < due; i++) {
      ReadEvidence read = waiting.remove();
      count(read, judge.judge(read));
    }
  }

  /** Counts so far. */
  public synchronized Counts counts() {
    return new Counts(right, wrong, waiting.size(), judgedLater, sentences);
  }

  private void count(ReadEvidence read, Judgement judgement) {
    if (judgement instanceof Right) {
      right++;
    } else if (judgement instanceof Undecided) {
      waiting.add(read);
    } else if (judgement instanceof Wrong found) {
      wrong(found.sentence());
    }
  }

  private void wrong(String sentence) {
    wrong++;
    if (sentences.size() < KEPT_SENTENCES) {
      sentences.add(sentence);
    }
  }

  /**
   * How reads were judged.
   *
   * @param right reads proved true
   * @param wrong reads proved false
   * @param waiting reads not judged yet
   * @param judgedLater reads that had to wait for the end
   * @param sentences what is wrong with the first wrong ones
   */
  public record Counts(
      long right, long wrong, long waiting, long judgedLater, List<String> sentences) {
    public Counts {
      sentences = List.copyOf(sentences);
    }
  }
}
