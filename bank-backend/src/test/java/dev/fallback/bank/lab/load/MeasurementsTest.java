package dev.fallback.bank.lab.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fallback.bank.lab.load.PostingSample.Outcome;
import dev.fallback.bank.lab.load.ReadSample.Source;
import org.junit.jupiter.api.Test;

class MeasurementsTest {

  @Test
  void a_copy_holds_what_there_was_and_nothing_that_comes_later() {
    var measured = new Measurements();
    measured.add(new ReadSample(0, 1, Source.BACKEND));
    measured.add(new PostingSample(0, 1, Outcome.ACCEPTED));
    measured.failure("read: timeout");
    measured.lag(7);
    Measurements copy = measured.copy();
    measured.add(new ReadSample(1, 1, Source.FAILED));
    measured.add(new PostingSample(1, 1, Outcome.ACCEPTED));
    measured.failure("read: timeout");

    assertThat(copy.reads()).hasSize(1);
    assertThat(copy.postings()).hasSize(1);
    assertThat(copy.acceptedPostings()).isEqualTo(1);
    assertThat(copy.failures()).containsEntry("read: timeout", 1L);
    assertThat(copy.worstLagNanos()).isEqualTo(7);
  }
}
