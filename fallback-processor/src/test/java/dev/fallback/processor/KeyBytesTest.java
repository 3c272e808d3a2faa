package dev.fallback.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.ProtocolVersion;
import com.datastax.oss.driver.api.core.data.TupleValue;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.TupleType;
import com.datastax.oss.driver.api.core.type.codec.TypeCodec;
import com.datastax.oss.driver.api.core.type.codec.registry.CodecRegistry;
import dev.fallback.codegen.ByteSink;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/** Keys have the driver's bytes too, every component written, records as tuples. */
class KeyBytesTest {
  private static final CompiledService SERVICE = CompiledService.EVERYTHING;
  private static final DriverTypes TYPES = new DriverTypes(SERVICE.descriptor().types());

  @Property(tries = 200)
  void keys_are_those_of_the_driver(@ForAll long seed) throws ReflectiveOperationException {
    for (String operation : new String[] {"map", "optional"}) {
      Method method = keyMethod(operation);
      Values values = new Values(seed);
      Object[] arguments = new Object[method.getParameterCount() - 1];
      for (int i = 0; i < arguments.length; i++) {
        arguments[i] = values.of(method.getGenericParameterTypes()[i], true);
      }
      assertThat(ours(method, arguments))
          .isEqualTo(drivers(SERVICE.operation(operation).table().keyType(), arguments));
    }
  }

  private static Method keyMethod(String operation) throws ReflectiveOperationException {
    Class<?> decorator =
        SERVICE.loader().loadClass(SERVICE.descriptor().service() + "WithFallback");
    Method found =
        Arrays.stream(decorator.getDeclaredMethods())
            .filter(method -> method.getName().equals(operation + "Key"))
            .findFirst()
            .orElseThrow();
    found.setAccessible(true);
    return found;
  }

  private static byte[] ours(Method method, @Nullable Object[] arguments)
      throws ReflectiveOperationException {
    ByteSink sink = new ByteSink();
    Object[] all = Arrays.copyOf(arguments, arguments.length + 1);
    all[arguments.length] = sink;
    method.invoke(null, all);
    return sink.toByteArray();
  }

  private static byte[] drivers(String keyType, @Nullable Object[] arguments) {
    TupleType type = (TupleType) TYPES.of(keyType);
    TupleValue key = type.newValue();
    for (int i = 0; i < arguments.length; i++) {
      DataType part = type.getComponentTypes().get(i);
      TypeCodec<Object> codec = CodecRegistry.DEFAULT.codecFor(part);
      key = key.set(i, DriverValues.of(arguments[i], part), codec);
    }
    TypeCodec<TupleValue> codec = CodecRegistry.DEFAULT.codecFor(type);
    ByteBuffer bytes = codec.encode(key, ProtocolVersion.V5);
    byte[] array = new byte[bytes.remaining()];
    bytes.get(array);
    return array;
  }
}
