package dev.fallback.testkit;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a real Postgres server: one for the whole run, not one a class. Use with {@code
 * ExtendWith}; a constructor, test or lifecycle method then may ask for
 *
 * <ul>
 *   <li>{@link PostgresDatabase}: a database that is new, empty and this class's own;
 *   <li>{@link EmbeddedPostgres}: the server itself. A test that kills or pauses it disturbs others
 *       that run at the same time; one that was left dead is restarted for the next who asks.
 * </ul>
 */
public final class PostgresExtension implements ParameterResolver {
  private static final SharedServer<EmbeddedPostgres, PostgresDatabase> SHARED =
      new SharedServer<>(EmbeddedPostgres.class, PostgresDatabase.class, EmbeddedPostgres::start);

  /** Called by JUnit. */
  public PostgresExtension() {}

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return SHARED.supplies(parameter.getParameter());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    EmbeddedPostgres postgres = SHARED.server(context);
    if (!postgres.isAlive()) {
      postgres.restart();
    }
    return parameter.getParameter().getType() == EmbeddedPostgres.class
        ? postgres
        : SHARED.place(context, name -> database(postgres, name));
  }

  private static PostgresDatabase database(EmbeddedPostgres postgres, String name) {
    return new PostgresDatabase(
        postgres.host(), postgres.port(), name, postgres.user(), postgres.createDatabase(name));
  }
}
