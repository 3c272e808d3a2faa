package dev.fallback.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.ProtocolVersion;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.codec.TypeCodec;
import com.datastax.oss.driver.api.core.type.codec.registry.CodecRegistry;
import java.nio.ByteBuffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/** Generated codecs write the very bytes that the driver's own codecs write. */
class DriverBytesTest {
  private static final CompiledService SERVICE = CompiledService.EVERYTHING;
  private static final DriverTypes TYPES = new DriverTypes(SERVICE.descriptor().types());

  @Property(tries = 300)
  void bytes_are_those_of_the_driver(@ForAll long seed) {
    for (String operation : new String[] {"everything", "map", "optional", "number"}) {
      Object value = new Values(seed).of(SERVICE.answer(operation), true);
      DataType type = TYPES.of(SERVICE.operation(operation).table().valueType());
      assertThat(SERVICE.encode(operation, value)).isEqualTo(field(value, type));
    }
  }

  private static byte[] field(@Nullable Object value, DataType type) {
    TypeCodec<Object> codec = CodecRegistry.DEFAULT.codecFor(type);
    ByteBuffer bytes = codec.encode(DriverValues.of(value, type), ProtocolVersion.V5);
    if (bytes == null) {
      return new byte[] {-1, -1, -1, -1};
    }
    byte[] field = new byte[4 + bytes.remaining()];
    ByteBuffer.wrap(field).putInt(bytes.remaining()).put(bytes.duplicate());
    return field;
  }
}
