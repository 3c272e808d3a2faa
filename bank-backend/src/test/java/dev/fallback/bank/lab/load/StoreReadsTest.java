package dev.fallback.bank.lab.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fallback.bank.lab.StubBank;
import dev.fallback.bank.lab.truth.Books;
import dev.fallback.bank.lab.truth.Judge;
import dev.fallback.bank.lab.truth.Ledger;
import dev.fallback.bank.lab.truth.TruthCheck;
import dev.fallback.bank.lab.truth.TruthClock;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoreReadsTest {
  private static final List<Long> ACCOUNTS = List.of(1001L, 1002L, 1003L);

  private final Vertx vertx = Vertx.vertx();
  private final StubBank stub = new StubBank(vertx);
  private final BankHttp bank =
      new BankHttp(vertx, "127.0.0.1", () -> List.of(stub.port()), Duration.ofSeconds(5));
  private final TruthClock clock = TruthClock.system();
  private final Ledger ledger =
      new Ledger(
          ACCOUNTS.stream().collect(Collectors.toMap(id -> id, id -> StubBank.LIMIT)), clock);
  private final Books books =
      new Books(new Books.Book(ledger, new Judge(ledger, Duration.ofSeconds(1))), clock);
  private final TruthCheck truth = new TruthCheck();

  @AfterEach
  void close() {
    bank.close().await();
    stub.close();
    vertx.close().await();
  }

  @Test
  void what_the_store_has_given_once_it_need_not_give_again() {
    bank.statement(1001).await();
    bank.statement(1002).await();
    stub.down(true);
    var all = new StoreReads(bank, ACCOUNTS);
    assertThat(all.judgedFromStore(books, truth, clock)).isEqualTo(2);

    stub.down(false);
    bank.statement(1003).await();
    stub.forget(1001);
    stub.down(true);
    assertThat(all.judgedFromStore(books, truth, clock)).isEqualTo(3);
    assertThat(truth.counts().right()).as("each judged once").isEqualTo(3);
  }
}
