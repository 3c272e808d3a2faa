package dev.fallback.testkit.internal.postgres;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * The few messages of the frontend protocol (version 3) that it takes to know whether a server
 * answers, and to make a database. Trusting servers only. Not thread-safe.
 */
public final class PostgresConnection implements AutoCloseable {
  private static final int PROTOCOL = 3 << 16;
  private static final int LARGEST = 16 * 1024 * 1024;

  private final Socket socket = new Socket();

  private PostgresConnection() {}

  /**
   * Connects and logs in.
   *
   * @param limit of the wait for the connection and for every message
   * @throws IOException also while the server is starting up (57P03)
   */
  public static PostgresConnection open(
      InetSocketAddress address, String user, String database, Duration limit) throws IOException {
    var connection = new PostgresConnection();
    try {
      int millis = (int) Math.min(Integer.MAX_VALUE, limit.toMillis());
      connection.socket.connect(address, millis);
      connection.socket.setSoTimeout(millis);
      connection.logIn(user, database);
      return connection;
    } catch (IOException e) {
      connection.socket.close();
      throw e;
    }
  }

  private void logIn(String user, String database) throws IOException {
    var body = new ByteArrayOutputStream();
    var output = new DataOutputStream(body);
    output.writeInt(PROTOCOL);
    for (String word : new String[] {"user", user, "database", database, ""}) {
      output.write(word.getBytes(StandardCharsets.UTF_8));
      output.writeByte(0);
    }
    send(new byte[0], body.toByteArray());
    awaitReady();
  }

  /** Executes a statement and throws its result away. */
  public void execute(String statement) throws IOException {
    send(new byte[] {'Q'}, (statement + "\0").getBytes(StandardCharsets.UTF_8));
    awaitReady();
  }

  private void send(byte[] type, byte[] body) throws IOException {
    var message = new ByteArrayOutputStream();
    var output = new DataOutputStream(message);
    output.write(type);
    output.writeInt(body.length + Integer.BYTES);
    output.write(body);
    socket.getOutputStream().write(message.toByteArray());
  }

  /** Reads up to ReadyForQuery. */
  private void awaitReady() throws IOException {
    var input = new DataInputStream(socket.getInputStream());
    while (true) {
      int type = input.readUnsignedByte();
      int length = input.readInt() - Integer.BYTES;
      if (length < 0 || length > LARGEST) {
        throw new IOException("not a Postgres server: a message of " + length + " bytes");
      }
      byte[] body = input.readNBytes(length);
      if (body.length < length) {
        throw new EOFException("the server closed the connection");
      }
      switch (type) {
        case 'Z' -> {
          return;
        }
        case 'E' -> throw new IOException("the server refused: " + fields(body));
        case 'R' -> requireTrust(body);
        default -> {
          // Parameters, keys, rows, notices: of no interest here.
        }
      }
    }
  }

  private static void requireTrust(byte[] body) throws IOException {
    if (body.length < Integer.BYTES || body[3] != 0) {
      throw new IOException("the server wants a password: another server has the port");
    }
  }

  /** An error's fields are zero-terminated texts, each led by a letter that names it. */
  private static String fields(byte[] body) {
    return new String(body, StandardCharsets.UTF_8).replace('\0', ' ').strip();
  }

  @Override
  public void close() throws IOException {
    try (socket) {
      send(new byte[] {'X'}, new byte[0]);
    }
  }
}
