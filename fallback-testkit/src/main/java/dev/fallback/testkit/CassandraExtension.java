package dev.fallback.testkit;

import dev.fallback.CassandraSettings;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a real Cassandra node: one for the whole run, not one a class. Use with {@code
 * ExtendWith}; a constructor, test or lifecycle method then may ask for
 *
 * <ul>
 *   <li>{@link CassandraSettings}: the node, with a keyspace that is new, empty and this class's
 *       own;
 *   <li>{@link EmbeddedCassandra}: the node itself. A test that kills or pauses it disturbs others
 *       that run at the same time; one that was left dead is restarted for the next who asks.
 * </ul>
 */
public final class CassandraExtension implements ParameterResolver {
  private static final SharedServer<EmbeddedCassandra, CassandraSettings> SHARED =
      new SharedServer<>(
          EmbeddedCassandra.class,
          CassandraSettings.class,
          () -> EmbeddedCassandra.builder().recordStartupArchive().start());

  /** Called by JUnit. */
  public CassandraExtension() {}

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return SHARED.supplies(parameter.getParameter());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    EmbeddedCassandra cassandra = SHARED.server(context);
    if (!cassandra.isAlive()) {
      cassandra.restart();
    }
    return parameter.getParameter().getType() == EmbeddedCassandra.class
        ? cassandra
        : SHARED.place(context, cassandra::createKeyspace);
  }
}
