package dev.fallback.testkit;

import dev.fallback.testkit.internal.process.Ports;
import dev.fallback.testkit.internal.proxy.ProxiedConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands between clients and a server on 127.0.0.1 and makes the network between them bad: slow,
 * cut, refusing. Bytes that were on their way arrive in order, later; nothing is lost but with a
 * connection. Four daemon threads a connection. Thread-safe.
 */
public final class TcpProxy implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TcpProxy.class);
  private static final int BACKLOG = 128;
  private static final int CONNECT_MILLIS = 2000;

  private final InetSocketAddress target;
  private final int port;
  private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
  private volatile Duration delay = Duration.ZERO;
  private @Nullable ServerSocket listener;
  private boolean closed;

  private TcpProxy(InetSocketAddress target, int port) {
    this.target = target;
    this.port = port;
  }

  /**
   * Starts one on a free port, which it keeps through {@link #refuse()}.
   *
   * @param host of the server, which need not run yet
   */
  public static TcpProxy to(String host, int port) {
    var proxy = new TcpProxy(new InetSocketAddress(host, port), Ports.free("127.0.0.1"));
    proxy.accept();
    return proxy;
  }

  /** The address to connect to. */
  public String host() {
    return "127.0.0.1";
  }

  /** The port to connect to. */
  public int port() {
    return port;
  }

  /**
   * From now on every byte takes this much longer, in each direction, on open connections too.
   *
   * @param each zero or more
   */
  public void delay(Duration each) {
    if (each.isNegative()) {
      throw new IllegalArgumentException("delay: found " + each + ", allowed is zero or more");
    }
    delay = each;
  }

  /** Ends all connections at once with a reset; new ones are accepted. */
  public void reset() {
    connections.forEach(ProxiedConnection::reset);
  }

  /** Ends all connections with a reset and refuses new ones, as if no server listened. */
  public synchronized void refuse() {
    ServerSocket open = listener;
    listener = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    reset();
  }

  /** Accepts connections (again). Does nothing where it does. */
  public synchronized void accept() {
    if (listener != null || closed) {
      return;
    }
    try {
      var opened = new ServerSocket();
      opened.setReuseAddress(true);
      opened.bind(new InetSocketAddress(InetAddress.getByName(host()), port), BACKLOG);
      listener = opened;
      daemon("proxy-" + port, () -> acceptFrom(opened)).start();
    } catch (IOException e) {
      throw new UncheckedIOException("The proxy cannot listen on port " + port, e);
    }
  }

  /** How many connections are open now. */
  public int connections() {
    return connections.size();
  }

  @Override
  public synchronized void close() {
    closed = true;
    refuse();
  }

  private void acceptFrom(ServerSocket open) {
    while (!open.isClosed()) {
      try {
        Socket client = open.accept();
        daemon("proxy-connect-" + port, () -> connect(client)).start();
      } catch (IOException e) {
        LOG.trace("The proxy on {} stops listening", port, e);
      }
    }
  }

  private void connect(Socket client) {
    var server = new Socket();
    try {
      server.connect(target, CONNECT_MILLIS);
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      ProxiedConnection connection =
          new ProxiedConnection(client, server, () -> delay, connections::remove);
      connections.add(connection);
      synchronized (this) {
        if (listener == null) {
          connection.reset(); // Refused meanwhile.
          return;
        }
      }
      connection.start();
    } catch (IOException e) {
      LOG.trace("The proxy cannot reach {}", target, e);
      ProxiedConnection.reset(client);
      ProxiedConnection.reset(server);
    }
  }

  private static Thread daemon(String name, Runnable work) {
    var thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }
}
