package dev.fallback.bank.lab.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fallback.bank.lab.StubBank;
import dev.fallback.bank.lab.StubBank.Lie;
import dev.fallback.bank.lab.load.ReadSample.Source;
import dev.fallback.bank.lab.truth.AccountAudit;
import dev.fallback.bank.lab.truth.Books;
import dev.fallback.bank.lab.truth.Judge;
import dev.fallback.bank.lab.truth.Ledger;
import dev.fallback.bank.lab.truth.PostingKind;
import dev.fallback.bank.lab.truth.SeenTransaction;
import dev.fallback.bank.lab.truth.TruthCheck;
import dev.fallback.bank.lab.truth.TruthClock;
import io.vertx.core.Vertx;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole load against a bank in memory: it believes the truth and catches each kind of lie. */
class BankLoadTest {
  private static final List<Long> ACCOUNTS = LongStream.range(1001, 1006).boxed().toList();

  private final Vertx vertx = Vertx.vertx();
  private final StubBank stub = new StubBank(vertx);
  private final BankHttp bank =
      new BankHttp(vertx, "127.0.0.1", () -> List.of(stub.port()), Duration.ofSeconds(5));
  private final TruthClock clock = TruthClock.system();
  private final Ledger ledger =
      new Ledger(
          ACCOUNTS.stream().collect(Collectors.toMap(id -> id, id -> StubBank.LIMIT)), clock);
  private final TruthCheck truth = new TruthCheck();
  private final Books books =
      new Books(new Books.Book(ledger, new Judge(ledger, Duration.ofSeconds(1))), clock);
  private final Measurements measurements = new Measurements();
  private final Workload workload = new Workload(ACCOUNTS, 42);

  @AfterEach
  void close() {
    bank.close().await();
    stub.close();
    vertx.close().await();
  }

  @Test
  void a_true_bank_is_believed_through_an_outage() throws Exception {
    run();
    stub.down(true);
    run();
    stub.down(false);
    run();
    List<AccountAudit> audits = finish();

    assertThat(truth.counts().sentences()).isEmpty();
    assertThat(truth.counts())
        .isEqualTo(
            new TruthCheck.Counts(
                measurements.reads().size(),
                List.of(),
                0,
                0,
                truth.counts().judgedLater(),
                List.of()));
    assertThat(measurements.reads())
        .extracting(ReadSample::source)
        .contains(Source.BACKEND, Source.STORE)
        .doesNotContain(Source.FAILED);
    assertThat(measurements.postings())
        .extracting(PostingSample::outcome)
        .contains(PostingSample.Outcome.ACCEPTED, PostingSample.Outcome.REFUSED);
    assertThat(audits).allSatisfy(audit -> assertThat(audit.lost()).isEmpty());
    assertThat(audits).allSatisfy(audit -> assertThat(audit.wrong()).isEmpty());
  }

  @ParameterizedTest
  @EnumSource
  void every_kind_of_lie_is_caught(Lie lie) throws Exception {
    run();
    stub.down(lie == Lie.REFUSED_BUT_APPLIED);
    stub.lie(lie, 7);
    run();
    stub.down(false);
    List<AccountAudit> audits = finish();

    switch (lie) {
      case LOST_POSTING ->
          assertThat(audits).anySatisfy(audit -> assertThat(audit.lost()).isNotEmpty());
      case REFUSED_BUT_APPLIED ->
          assertThat(audits).anySatisfy(audit -> assertThat(audit.wrong()).isNotEmpty());
      default -> {
        assertThat(truth.counts().wrong()).isPositive();
        assertThat(truth.counts().sentences()).isNotEmpty();
      }
    }
  }

  @Test
  void what_a_lying_backend_says_is_counted_by_itself_and_its_lies_are_not_forgiven_later()
      throws Exception {
    run();
    books.backendLies(true);
    stub.lie(Lie.TORN, 7);
    run();
    books.backendLies(false);
    finish();
    assertThat(truth.counts().repeated()).isPositive();
    assertThat(truth.counts().wrong()).isZero();
    run();
    truth.finish();
    assertThat(truth.counts().wrong()).isPositive();
  }

  @Test
  void with_two_nodes_a_read_that_one_does_not_answer_is_asked_of_the_other() throws Exception {
    int nobody;
    try (var taken = new ServerSocket(0)) {
      nobody = taken.getLocalPort();
    }
    var balanced =
        new BankHttp(vertx, "127.0.0.1", () -> List.of(nobody, stub.port()), Duration.ofSeconds(5));
    for (int i = 0; i < 4; i++) {
      assertThat(balanced.statement(1001).await().status()).isEqualTo(200);
      assertThat(balanced.post(1001, PostingKind.CREDIT, 1, "p" + i).await().status())
          .isEqualTo(200);
    }
    assertThat(balanced.askedElsewhere()).as("statements alone").isBetween(1L, 4L);
    balanced.close().await();
  }

  private void run() throws Exception {
    long start = System.nanoTime();
    var load = new BankLoad(bank, workload, books, truth, clock, measurements, start);
    new OpenLoop(Waiter.system(), measurements::lag)
        .run(new Arrivals(400, 200, Duration.ofMillis(500)), start, load);
    load.awaitAnswers(30);
  }

  private List<AccountAudit> finish() {
    List<AccountAudit> audits = new ArrayList<>();
    for (long account : ACCOUNTS) {
      audits.add(
          ledger
              .account(account)
              .complete(
                  stub.rows(account).stream()
                      .map(
                          row ->
                              new SeenTransaction(
                                  row.getLong("sequence"),
                                  PostingKind.of(row.getString("kind")),
                                  row.getLong("amount"),
                                  row.getString("description"),
                                  row.getLong("balanceAfter")))
                      .toList()));
    }
    truth.finish();
    return audits;
  }
}
