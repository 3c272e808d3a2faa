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
 * forgotten: {@code right + wrong + repeated + waiting} is the number of reads given. Thread-safe.
 */
public final class TruthCheck {
  /** How many sentences about wrong reads are kept; all are counted. */
  private static final int KEPT_SENTENCES = 20;

  private final Queue<Case> waiting = new ArrayDeque<>();
  private final List<String> sentences = new ArrayList<>();
  private final List<Long> wrongNanos = new ArrayList<>();
  private long right;
  private long repeated;
  private long judgedLater;

  /**
   * A read and a judge of it.
   *
   * @param read as it looks by the judge's ledger
   */
  public record Trial(Judge judge, ReadEvidence read) {}

  /** Right if any judge says so; there are two only while the truth itself is being replaced. */
  private record Case(List<Trial> trials, boolean backendLied) {
    Judgement judge() {
      List<Judgement> judgements =
          trials.stream().map(trial -> trial.judge().judge(trial.read())).toList();
      return judgements.stream()
          .filter(Right.class::isInstance)
          .findFirst()
          .or(() -> judgements.stream().filter(Undecided.class::isInstance).findFirst())
          .orElse(judgements.get(judgements.size() - 1));
    }
  }

  /** Judges a read, or keeps it for later. */
  public void check(Judge judge, ReadEvidence read) {
    check(List.of(new Trial(judge, read)), false);
  }

  /**
   * The same.
   *
   * @param trials of one and the same read; one judge who says that it is right is enough
   * @param backendLied whether the read came from a backend while that lied: then it is counted by
   *     itself where it is false, since it is what the backend said
   */
  public void check(List<Trial> trials, boolean backendLied) {
    var found = new Case(trials, backendLied);
    Judgement judgement = found.judge();
    synchronized (this) {
      count(found, judgement);
    }
  }

  /** Counts an answer that could not even be understood as wrong. */
  public synchronized void unreadable(String sentence, long answeredNanos) {
    wrong(sentence, answeredNanos);
  }

  /** Judges what is still waiting; call it when every account's ledger is complete. */
  public synchronized void finish() {
    int due = waiting.size();
    judgedLater += due;
    for (int i = 0; i < due; i++) {
      Case one = waiting.remove();
      count(one, one.judge());
    }
  }

  /** Counts so far. */
  public synchronized Counts counts() {
    return new Counts(right, wrongNanos, repeated, waiting.size(), judgedLater, sentences);
  }

  private void count(Case one, Judgement judgement) {
    if (judgement instanceof Right) {
      right++;
    } else if (judgement instanceof Undecided) {
      waiting.add(one);
    } else if (judgement instanceof Wrong found) {
      if (one.backendLied()) {
        repeated++;
      } else {
        wrong(found.sentence(), one.trials().get(0).read().answeredNanos());
      }
    }
  }

  private void wrong(String sentence, long answeredNanos) {
    wrongNanos.add(answeredNanos);
    if (sentences.size() < KEPT_SENTENCES) {
      sentences.add(sentence);
    }
  }

  /**
   * How reads were judged.
   *
   * @param right reads proved true
   * @param wrongNanos when each read proved false was answered, on the monotonic clock
   * @param repeated false answers that repeated what a lying backend had just said
   * @param waiting reads not judged yet
   * @param judgedLater reads that had to wait for the end
   * @param sentences what is wrong with the first wrong ones
   */
  public record Counts(
      long right,
      List<Long> wrongNanos,
      long repeated,
      long waiting,
      long judgedLater,
      List<String> sentences) {
    public Counts {
      wrongNanos = List.copyOf(wrongNanos);
      sentences = List.copyOf(sentences);
    }

    /** How many reads were proved false. */
    public int wrong() {
      return wrongNanos.size();
    }
  }
}
