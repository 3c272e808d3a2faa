package dev.fallback.bank.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fallback.bank.postgres.PostgresSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class AddressesTest {

  @ParameterizedTest
  @CsvSource({
    "postgresql://ann:secret@db:6000/bank, db, 6000, bank, ann, secret",
    "postgres://ann@db/bank, db, 5432, bank, ann, ''",
    "jdbc:postgresql://db:6000/bank, db, 6000, bank, postgres, ''",
    "db:6000, db, 6000, postgres, postgres, ''",
    "db, db, 5432, postgres, postgres, ''",
    "127.0.0.1:1, 127.0.0.1, 1, postgres, postgres, ''"
  })
  void reads_addresses_of_postgres(
      String text, String host, int port, String database, String user, String password) {
    assertThat(new PostgresUrl().convert(text))
        .isEqualTo(PostgresSettings.of(host, port, database, user, password));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "http://db", "db:0", "db:99999", "a b", "postgresql://:5", "db:x"})
  void refuses_what_is_no_address_of_postgres(String text) {
    assertThatThrownBy(() -> new PostgresUrl().convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("is not postgresql://");
  }

  @Test
  void reads_addresses_of_cassandra() {
    CassandraAddress.Parser parser = new CassandraAddress.Parser();
    assertThat(parser.convert("node:9043")).isEqualTo(new CassandraAddress("node", 9043));
    assertThat(parser.convert("10.0.0.1")).isEqualTo(new CassandraAddress("10.0.0.1", 9042));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "node:", "node:0", "node:70000", "node:1x", "cql://node"})
  void refuses_what_is_no_address_of_cassandra(String text) {
    assertThatThrownBy(() -> new CassandraAddress.Parser().convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("is not HOST:PORT");
  }
}
