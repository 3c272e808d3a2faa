package dev.fallback.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fallback.codegen.StoredTable;
import dev.fallback.spi.StoredSnapshot;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What is known of rows that were written, and which are forgotten where there are too many. */
class LastWrittenTest {
  private static final StoredTable TABLE = new StoredTable("t", "k", "v", "i", "s");
  private static final int GENERATION = 100;

  private final LastWritten lastWritten = new LastWritten(GENERATION);

  @Test
  void as_many_rows_as_a_generation_has_are_known_and_not_three_times_as_many() {
    for (int row = 0; row < 10 * GENERATION; row++) {
      lastWritten.sent(recording(row, 7, 1));
      for (int known = Math.max(0, row - GENERATION + 1); known <= row; known++) {
        assertThat(holds(known, 7)).as("row %d after row %d", known, row).isTrue();
      }
      if (row >= 2 * GENERATION) {
        assertThat(holds(row - 2 * GENERATION, 7)).as("longest ago, after row %d", row).isFalse();
      }
    }
  }

  @Test
  void a_row_that_is_written_again_stays() {
    for (int row = 1; row < 10 * GENERATION; row++) {
      lastWritten.sent(recording(0, row, row));
      lastWritten.sent(recording(row, 7, 1));
      assertThat(holds(0, row)).isTrue();
    }
  }

  @Test
  void what_was_acknowledged_stays_so_whatever_becomes_of_a_newer_one() {
    lastWritten.acknowledged(recording(0, 1, 8));
    lastWritten.sent(recording(0, 2, 9));
    assertThat(lastWritten.acknowledgedAfter(recording(0, 2, 9).row(), 7)).isTrue();
    assertThat(lastWritten.acknowledgedAfter(recording(0, 2, 9).row(), 8)).isFalse();
    lastWritten.lost(recording(0, 2, 9));
    assertThat(lastWritten.acknowledgedAfter(recording(0, 2, 9).row(), 7)).isTrue();
    assertThat(holds(0, 1)).isFalse();
  }

  @Test
  void what_was_written_before_the_generations_turned_still_beats_what_is_older() {
    lastWritten.sent(recording(0, 2, 20));
    for (int row = 1; row < GENERATION; row++) {
      lastWritten.sent(recording(row, 7, 1));
    }

    lastWritten.sent(recording(0, 1, 10));
    lastWritten.lost(recording(0, 1, 10));

    assertThat(holds(0, 1)).isFalse();
    assertThat(holds(0, 2)).isTrue();
  }

  @Test
  void what_got_lost_is_not_held_and_what_is_sent_afterwards_is() {
    lastWritten.sent(recording(0, 1, 10));
    lastWritten.lost(recording(0, 1, 10));
    assertThat(holds(0, 1)).isFalse();
    lastWritten.sent(recording(0, 1, 20));
    assertThat(holds(0, 1)).isTrue();
    assertThat(lastWritten.holds(row(0), 1, 20, true)).as("for certain").isFalse();
    lastWritten.acknowledged(recording(0, 1, 20));
    assertThat(lastWritten.holds(row(0), 1, 20, true)).as("for certain").isTrue();
    assertThat(lastWritten.holds(row(0), 1, 21, true)).as("as fresh as that").isFalse();
  }

  /** At most one turn a round, while a newer answer and the loss of an older one meet in a row. */
  @Test
  void an_older_loss_never_hides_a_newer_answer_while_the_generations_turn() throws Exception {
    CyclicBarrier together = new CyclicBarrier(3);
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      for (int round = 1; round <= 3000; round++) {
        Recording older = recording(0, 2L * round, 2L * round);
        Recording newer = recording(0, 2L * round + 1, 2L * round + 1);
        int others = round * (GENERATION / 2);
        List<Callable<Void>> work =
            List.of(
                () -> after(together, () -> lastWritten.sent(newer)),
                () -> after(together, () -> lastWritten.lost(older)),
                () -> after(together, () -> turn(others)));
        for (Future<Void> each : threads.invokeAll(work)) {
          each.get();
        }
        assertThat(holds(0, newer.digest())).as("round %d", round).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static Void after(CyclicBarrier barrier, Runnable work) throws Exception {
    barrier.await();
    work.run();
    return null;
  }

  private void turn(int from) {
    for (int row = from; row < from + GENERATION / 2; row++) {
      lastWritten.sent(recording(row, 7, 1));
    }
  }

  private boolean holds(int row, long digest) {
    return lastWritten.holds(row(row), digest, Long.MIN_VALUE, false);
  }

  private static Row row(int number) {
    return new Row("t", ByteBuffer.allocate(Integer.BYTES).putInt(0, number).array());
  }

  private static Recording recording(int row, long digest, long asOf) {
    return new Recording(
        "s", "o", TABLE, row(row), new StoredSnapshot(ByteBuffer.allocate(0), asOf), 1, digest);
  }
}
