package dev.fallback.testkit;

import java.lang.reflect.Parameter;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * One server for all test classes of a run, and in it one place (a keyspace, a database) for each
 * class. Started when first asked for, closed at the end of the run.
 *
 * @param <S> the server
 * @param <P> the place
 */
final class SharedServer<S extends AutoCloseable, P> {
  private static final AtomicInteger PLACES = new AtomicInteger();
  private static final int LONGEST_STEM = 32;

  private final Class<S> type;
  private final Class<P> placeType;
  private final Supplier<S> start;

  SharedServer(Class<S> type, Class<P> placeType, Supplier<S> start) {
    this.type = type;
    this.placeType = placeType;
    this.start = start;
  }

  boolean supplies(Parameter parameter) {
    return parameter.getType() == type || parameter.getType() == placeType;
  }

  S server(ExtensionContext context) {
    return type.cast(store(context).getOrComputeIfAbsent(type, key -> start.get()));
  }

  P place(ExtensionContext context, Function<String, P> make) {
    Class<?> test = context.getRequiredTestClass();
    return placeType.cast(store(context).getOrComputeIfAbsent(test, key -> make.apply(name(test))));
  }

  private ExtensionContext.Store store(ExtensionContext context) {
    return context.getRoot().getStore(Namespace.create(SharedServer.class, type));
  }

  private static String name(Class<?> test) {
    String stem = test.getSimpleName().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    return "t_%s_%d"
        .formatted(
            stem.substring(0, Math.min(LONGEST_STEM, stem.length())), PLACES.incrementAndGet());
  }
}
