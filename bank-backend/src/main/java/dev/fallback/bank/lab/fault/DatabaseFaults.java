package dev.fallback.bank.lab.fault;

import java.sql.SQLException;

/**
 * Faults of what Postgres answers: the tables are renamed, and views with their names stand in for
 * them, in one transaction, under load.
 */
final class DatabaseFaults {
  private static final String AWAY =
      "ALTER TABLE account RENAME TO account_true; ALTER TABLE posting RENAME TO posting_true;";
  private static final String BACK =
      """
      DROP VIEW posting; DROP VIEW account;
      ALTER TABLE account_true RENAME TO account; ALTER TABLE posting_true RENAME TO posting;""";

  private DatabaseFaults() {}

  /**
   * Three in ten statements and postings fail with SQLSTATE 53200, out of memory: too few for the
   * breaker to open, so each failed read must be answered from the store by itself.
   */
  static final class Errors implements Fault {
    @Override
    public void begin(Stage stage) throws SQLException {
      stage.sql(
          """
          CREATE FUNCTION fails() RETURNS boolean VOLATILE LANGUAGE plpgsql AS $$
          BEGIN
            IF random() < 0.3 THEN
              RAISE EXCEPTION 'out of memory' USING ERRCODE = '53200';
            END IF;
            RETURN true;
          END $$;
          %s
          CREATE VIEW account AS SELECT * FROM account_true WHERE fails();
          CREATE VIEW posting AS SELECT * FROM posting_true;"""
              .formatted(AWAY));
    }

    @Override
    public void end(Stage stage) throws SQLException {
      stage.sql(BACK + "DROP FUNCTION fails();");
    }
  }

  /**
   * A restored backup without its data: every account is there, empty. Nothing can be posted. Then
   * Postgres dies while it still lies, so that the store must answer with what it kept.
   */
  static final class Lies implements Fault {
    @Override
    public void begin(Stage stage) throws SQLException {
      stage.backendLies(true);
      stage.sql(
          AWAY
              + """
              CREATE VIEW account AS
                SELECT id, credit_limit, 0::bigint AS balance, 0::bigint AS version
                  FROM account_true;
              CREATE VIEW posting AS SELECT * FROM posting_true WHERE false;""");
    }

    @Override
    public void worsen(Stage stage) {
      stage.postgres().kill();
    }

    @Override
    public void end(Stage stage) throws SQLException {
      stage.postgres().restart();
      stage.sql(BACK);
      stage.backendLies(false);
    }
  }
}
