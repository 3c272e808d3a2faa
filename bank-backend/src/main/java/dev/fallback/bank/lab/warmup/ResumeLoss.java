package dev.fallback.bank.lab.warmup;

import dev.fallback.CassandraSettings;
import dev.fallback.Hold;
import dev.fallback.State;
import dev.fallback.bank.BankCore;
import dev.fallback.internal.cassandra.CassandraStore;
import dev.fallback.internal.time.SystemTime;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What a job that was killed had put into the store behind its checkpoint, to be done again. */
final class ResumeLoss {
  private static final int BATCH = 500;
  private static final int GAP = 5_000;

  private ResumeLoss() {}

  /** Statements in the store behind the checkpoint of that job; 0 when it had done them all. */
  static long count(CassandraSettings cassandra, String job, BankCore bank) throws Exception {
    String note = note(cassandra, job);
    if (note.isEmpty()) {
      return 0;
    }
    long last = Long.parseLong(URLDecoder.decode(note.split(" ", -1)[5], StandardCharsets.UTF_8));
    var control = bank.control().orElseThrow();
    control.hold(
        new Hold(State.ISOLATED, "figures", "to read the store alone", Duration.ofMinutes(5)));
    try {
      long found = 0;
      long missing = 0;
      for (long id = last + 1; missing < GAP; id += BATCH) {
        List<CompletableFuture<Boolean>> reads = new ArrayList<>();
        for (long each = id; each < id + BATCH; each++) {
          reads.add(
              bank.statements()
                  .statement(each)
                  .handle((answer, error) -> error == null)
                  .toCompletableFuture());
        }
        long here = 0;
        for (CompletableFuture<Boolean> read : reads) {
          here += read.get(30, TimeUnit.SECONDS) ? 1 : 0;
        }
        found += here;
        missing = here == 0 ? missing + BATCH : 0;
      }
      return found;
    } finally {
      control.release();
    }
  }

  private static String note(CassandraSettings cassandra, String job) throws Exception {
    try (SystemTime time = new SystemTime();
        CassandraStore store = new CassandraStore(cassandra, time)) {
      for (int tries = 0; ; tries++) {
        try {
          return store
              .jobs()
              .orElseThrow()
              .job(job)
              .toCompletableFuture()
              .get(30, TimeUnit.SECONDS)
              .orElseThrow()
              .note();
        } catch (java.util.concurrent.ExecutionException notConnectedYet) {
          if (tries == 100) {
            throw notConnectedYet;
          }
          TimeUnit.MILLISECONDS.sleep(100);
        }
      }
    }
  }
}
