package dev.fallback.bench.codec;

import com.datastax.oss.driver.api.core.ProtocolVersion;
import com.datastax.oss.driver.api.core.data.UdtValue;
import com.datastax.oss.driver.api.core.type.codec.TypeCodec;
import com.datastax.oss.driver.api.core.type.codec.registry.CodecRegistry;
import java.nio.ByteBuffer;
import java.util.Objects;

/** By way of the driver's own value of a user-defined type. */
abstract class UdtCodec implements Codec {
  private final TypeCodec<UdtValue> codec = CodecRegistry.DEFAULT.codecFor(DriverTypes.STATEMENT);

  /** The statement as the driver wants it. */
  abstract UdtValue value(Statement statement);

  /** The statement that the driver read. */
  abstract Statement statement(UdtValue value);

  @Override
  @SuppressWarnings("ByteBufferBackingArray") // the driver allocates exactly what it fills
  public final byte[] encode(Statement statement) {
    ByteBuffer bytes =
        Objects.requireNonNull(codec.encode(value(statement), ProtocolVersion.DEFAULT));
    return bytes.array();
  }

  @Override
  public final Statement decode(byte[] bytes) {
    return statement(
        Objects.requireNonNull(codec.decode(ByteBuffer.wrap(bytes), ProtocolVersion.DEFAULT)));
  }
}
