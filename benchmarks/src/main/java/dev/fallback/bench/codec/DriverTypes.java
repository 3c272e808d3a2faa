package dev.fallback.bench.codec;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.api.core.type.TupleType;
import com.datastax.oss.driver.api.core.type.UserDefinedType;
import com.datastax.oss.driver.internal.core.type.UserDefinedTypeBuilder;

/** The stored types as the driver would have read them from Cassandra. */
final class DriverTypes {
  static final TupleType INSTANT = DataTypes.tupleOf(DataTypes.DATE, DataTypes.TIME);

  static final UserDefinedType ACCOUNT =
      type("account").withField("name", DataTypes.TEXT).withField("iban", DataTypes.TEXT).build();

  static final UserDefinedType MERCHANT =
      type("merchant")
          .withField("name", DataTypes.TEXT)
          .withField("city", DataTypes.TEXT)
          .withField("category", DataTypes.INT)
          .build();

  static final UserDefinedType MACHINE =
      type("machine").withField("number", DataTypes.BIGINT).build();

  static final UserDefinedType COUNTERPARTY =
      type("counterparty")
          .withField("account", ACCOUNT)
          .withField("merchant", MERCHANT)
          .withField("machine", MACHINE)
          .build();

  static final UserDefinedType TRANSACTION =
      type("transaction")
          .withField("id", DataTypes.UUID)
          .withField("at", INSTANT)
          .withField("amount", DataTypes.DECIMAL)
          .withField("text", DataTypes.TEXT)
          .withField("kind", DataTypes.TEXT)
          .withField("counterparty", COUNTERPARTY)
          .build();

  static final UserDefinedType STATEMENT =
      type("statement")
          .withField("account", DataTypes.BIGINT)
          .withField("owner", DataTypes.TEXT)
          .withField("currency", DataTypes.TEXT)
          .withField("balance", DataTypes.DECIMAL)
          .withField("from", INSTANT)
          .withField("until", INSTANT)
          .withField("transactions", DataTypes.listOf(TRANSACTION, true))
          .build();

  private DriverTypes() {}

  private static Builder type(String name) {
    return new Builder(name);
  }

  private static final class Builder {
    private final UserDefinedTypeBuilder builder;

    Builder(String name) {
      builder =
          new UserDefinedTypeBuilder(
              CqlIdentifier.fromInternal("bank"), CqlIdentifier.fromInternal(name));
    }

    Builder withField(String name, DataType type) {
      builder.withField(CqlIdentifier.fromInternal(name), type);
      return this;
    }

    UserDefinedType build() {
      return builder.frozen().build();
    }
  }
}
