package dev.fallback.testkit.internal.cassandra;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * The few frames of the native protocol (version 4) that it takes to know whether a node answers,
 * and to make a keyspace: far cheaper than a driver's session. Not thread-safe.
 */
public final class CqlConnection implements AutoCloseable {
  private static final int VERSION = 0x04;
  private static final int ERROR = 0x00;
  private static final int STARTUP = 0x01;
  private static final int READY = 0x02;
  private static final int OPTIONS = 0x05;
  private static final int SUPPORTED = 0x06;
  private static final int QUERY = 0x07;
  private static final int RESULT = 0x08;
  private static final int ONE = 0x0001;
  private static final int SKIP_METADATA = 0x02;
  private static final int ROWS = 0x0002;
  private static final int MORE_PAGES = 0x02;
  private static final int NO_METADATA = 0x04;
  private static final int LARGEST = 16 * 1024 * 1024;

  private final Socket socket = new Socket();

  private CqlConnection() {}

  /**
   * Connects and waits until the node says that it is ready.
   *
   * @param limit of the wait for the connection and for every answer
   */
  public static CqlConnection open(InetSocketAddress address, Duration limit) throws IOException {
    var connection = new CqlConnection();
    try {
      int millis = (int) Math.min(Integer.MAX_VALUE, limit.toMillis());
      connection.socket.connect(address, millis);
      connection.socket.setSoTimeout(millis);
      connection.request(OPTIONS, new byte[0], SUPPORTED);
      connection.request(STARTUP, startup(), READY);
      return connection;
    } catch (IOException e) {
      connection.close();
      throw e;
    }
  }

  /** Executes a statement at consistency level ONE. */
  public void execute(String statement) throws IOException {
    query(statement);
  }

  /** Executes a select and returns how many rows it gave. */
  public int countRows(String select) throws IOException {
    ByteBuffer result = ByteBuffer.wrap(query(select));
    int kind = result.getInt();
    int metadata = result.getInt();
    result.getInt(); // number of columns
    if (kind != ROWS || (metadata & NO_METADATA) == 0 || (metadata & MORE_PAGES) != 0) {
      throw new IOException("not one page of rows: kind " + kind + ", flags " + metadata);
    }
    return result.getInt();
  }

  private byte[] query(String statement) throws IOException {
    var body = new ByteArrayOutputStream();
    var output = new DataOutputStream(body);
    byte[] text = statement.getBytes(StandardCharsets.UTF_8);
    output.writeInt(text.length);
    output.write(text);
    output.writeShort(ONE);
    output.writeByte(SKIP_METADATA);
    return request(QUERY, body.toByteArray(), RESULT);
  }

  private static byte[] startup() throws IOException {
    var body = new ByteArrayOutputStream();
    var output = new DataOutputStream(body);
    output.writeShort(1);
    output.writeUTF("CQL_VERSION");
    output.writeUTF("3.0.0");
    return body.toByteArray();
  }

  private byte[] request(int opcode, byte[] body, int expected) throws IOException {
    var frame = new ByteArrayOutputStream();
    var output = new DataOutputStream(frame);
    output.writeByte(VERSION);
    output.writeByte(0);
    output.writeShort(0);
    output.writeByte(opcode);
    output.writeInt(body.length);
    output.write(body);
    socket.getOutputStream().write(frame.toByteArray());

    var input = new DataInputStream(socket.getInputStream());
    input.readInt(); // version, flags, stream
    int answer = input.readUnsignedByte();
    int length = input.readInt();
    if (length < 0 || length > LARGEST) {
      throw new IOException("not a Cassandra node: a frame of " + length + " bytes");
    }
    byte[] content = input.readNBytes(length);
    if (content.length < length) {
      throw new EOFException("the node closed the connection");
    }
    if (answer != expected) {
      throw new IOException(describe(answer, content));
    }
    return content;
  }

  private static String describe(int opcode, byte[] content) {
    return opcode == ERROR && content.length > 6
        ? "the node refused: " + new String(content, 6, content.length - 6, StandardCharsets.UTF_8)
        : "the node answered with opcode " + opcode;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
