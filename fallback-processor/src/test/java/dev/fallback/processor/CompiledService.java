package dev.fallback.processor;

import dev.fallback.codegen.ByteSink;
import dev.fallback.codegen.ByteSource;
import dev.fallback.codegen.OperationDescriptor;
import dev.fallback.codegen.ServiceDescriptor;
import dev.fallback.codegen.ValueCodec;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A service compiled and loaded, with its generated codecs. */
final class CompiledService {
  static final CompiledService EVERYTHING = new CompiledService(Sources.EVERYTHING);

  private final ClassLoader loader;
  private final ServiceDescriptor descriptor;

  CompiledService(String source) {
    this(source, "");
  }

  /**
   * The same.
   *
   * @param service binary name of one of several services; empty for any
   */
  CompiledService(String source, String service) {
    this(Compilation.sound(List.of(source)).loader(), service);
  }

  /** A service that was compiled. */
  CompiledService(ClassLoader loader, String service) {
    this.loader = loader;
    descriptor =
        ServiceLoader.load(ServiceDescriptor.class, loader).stream()
            .map(ServiceLoader.Provider::get)
            .filter(found -> service.isEmpty() || found.service().equals(service))
            .findFirst()
            .orElseThrow();
  }

  ServiceDescriptor descriptor() {
    return descriptor;
  }

  ClassLoader loader() {
    return loader;
  }

  OperationDescriptor<?> operation(String name) {
    return descriptor.operations().stream()
        .filter(operation -> operation.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Type of an operation's answer. */
  Type answer(String operation) {
    try {
      return Arrays.stream(loader.loadClass(descriptor.service()).getMethods())
          .filter(method -> method.getName().equals(operation))
          .filter(method -> CompletionStage.class.isAssignableFrom(method.getReturnType()))
          .map(method -> ((ParameterizedType) method.getGenericReturnType()))
          .map(stage -> stage.getActualTypeArguments()[0])
          .findFirst()
          .orElseThrow();
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  @SuppressWarnings("unchecked")
  byte[] encode(String operation, @Nullable Object value) {
    ByteSink sink = new ByteSink();
    ((ValueCodec<Object>) operation(operation).codec()).write(value, sink);
    return sink.toByteArray();
  }

  @Nullable Object decode(String operation, byte[] bytes) {
    return operation(operation).codec().read(new ByteSource(ByteBuffer.wrap(bytes)));
  }
}
