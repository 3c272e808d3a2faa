package dev.fallback.bench.codec;

import org.apache.fory.Fory;
import org.apache.fory.config.Language;

/**
 * Apache Fory at its fastest: Java only, classes registered, both sides with the very same classes,
 * code generated before the first value. Its bytes tell nobody anything but itself.
 */
final class ForyCodec implements Codec {
  private final Fory fory = fory();

  @Override
  public byte[] encode(Statement statement) {
    return fory.serialize(statement);
  }

  @Override
  public Statement decode(byte[] bytes) {
    return fory.deserialize(bytes, Statement.class);
  }

  private static Fory fory() {
    Fory fory =
        Fory.builder()
            .withLanguage(Language.JAVA)
            .withCompatible(false)
            .withRefTracking(false)
            .requireClassRegistration(true)
            .withCodegen(true)
            .withAsyncCompilation(false)
            .build();
    fory.register(Statement.class);
    fory.register(Transaction.class);
    fory.register(Kind.class);
    fory.register(Counterparty.class);
    fory.register(Counterparty.Account.class);
    fory.register(Counterparty.Merchant.class);
    fory.register(Counterparty.Machine.class);
    return fory;
  }
}
