package dev.fallback.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Examples in the documentation compile, each in an interface that has what they leave out. */
class DocumentedExamplesTest {
  private static final Path DOCUMENT = Path.of("../docs/annotations.md");
  private static final String AROUND =
      """
      package bank;

      import static dev.fallback.annotation.Stored.As.*;

      import com.fasterxml.jackson.databind.JsonNode;
      import dev.fallback.annotation.*;
      import java.time.Instant;
      import java.util.*;
      import java.util.concurrent.CompletionStage;

      public interface Example%d extends Prelude {
      %s
      }
      """;
  private static final String PRELUDE =
      """
      package bank;

      import dev.fallback.annotation.*;

      public interface Prelude {
        record Statement(long id) {}

        record Account(long id) {}

        record Rate(String name) {}

        record Hold(long cents) {}

        enum Currency {
          EUR,
          USD
        }

        record Money(long cents) {}

        final class MoneyToCents implements StoredConverter<Money, Long> {
          @Override
          public Long toStored(Money money) {
            return money.cents();
          }

          @Override
          public Money fromStored(Long cents) {
            return new Money(cents);
          }
        }

        @SuppressWarnings("serial")
        class AccountClosedException extends RuntimeException {}

        @SuppressWarnings("serial")
        class AccountNotFoundException extends RuntimeException {}
      }
      """;

  @Test
  void every_example_compiles_without_a_warning() throws IOException {
    Matcher blocks = Pattern.compile("(?s)```java\\n(.*?)```").matcher(Files.readString(DOCUMENT));
    List<String> sources = new ArrayList<>();
    while (blocks.find()) {
      sources.add(AROUND.formatted(sources.size(), blocks.group(1)));
    }
    assertThat(sources).hasSizeGreaterThan(3);
    for (String source : sources) {
      assertThat(Compilation.of(List.of(source, PRELUDE)).diagnostics()).as(source).isEmpty();
    }
  }
}
