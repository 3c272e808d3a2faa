package dev.fallback.testkit;

/**
 * A database of its own on a shared server.
 *
 * @param host address of the server
 * @param port of the server
 * @param database name of the database
 * @param user to connect as, without password
 * @param jdbcUrl JDBC address of the database, with the user in it
 */
public record PostgresDatabase(
    String host, int port, String database, String user, String jdbcUrl) {}
