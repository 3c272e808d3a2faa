package dev.fallback.testkit.internal.proxy;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's connection through the proxy. Each direction has a thread that reads, noting when
 * each piece is due, and one that writes it then: a delay lengthens the way without narrowing it.
 */
public final class ProxiedConnection {
  private static final Logger LOG = LoggerFactory.getLogger(ProxiedConnection.class);
  private static final int PIECE_BYTES = 16 * 1024;
  private static final int PIECES_UNDERWAY = 1024;
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final Socket client;
  private final Socket server;
  private final Supplier<Duration> delay;
  private final Consumer<ProxiedConnection> onEnd;
  private final AtomicBoolean ended = new AtomicBoolean();

  private record Piece(ByteBuffer bytes, long dueNanos) {}

  /**
   * @param delay of a piece that is read now
   * @param onEnd told once when it is over
   */
  public ProxiedConnection(
      Socket client, Socket server, Supplier<Duration> delay, Consumer<ProxiedConnection> onEnd) {
    this.client = client;
    this.server = server;
    this.delay = delay;
    this.onEnd = onEnd;
  }

  /** Begins to forward. */
  public void start() {
    forward("up", client, server);
    forward("down", server, client);
  }

  /** Ends both halves at once, with a reset. */
  public void reset() {
    reset(client);
    reset(server);
    over();
  }

  /** Closes a socket so that its other end sees a reset. */
  public static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      LOG.trace("A socket was closed already", e);
    }
  }

  private void forward(String way, Socket from, Socket to) {
    BlockingQueue<Piece> underway = new LinkedBlockingQueue<>(PIECES_UNDERWAY);
    daemon("proxy-read-" + way, () -> read(from, underway)).start();
    daemon("proxy-write-" + way, () -> write(underway, to)).start();
  }

  /** An empty piece is the end. */
  private void read(Socket from, BlockingQueue<Piece> underway) {
    byte[] buffer = new byte[PIECE_BYTES];
    try {
      try {
        for (int n = from.getInputStream().read(buffer);
            n > 0;
            n = from.getInputStream().read(buffer)) {
          underway.put(new Piece(ByteBuffer.wrap(Arrays.copyOf(buffer, n)), due()));
        }
      } catch (IOException e) {
        LOG.trace("A connection ended", e);
      }
      underway.put(new Piece(NOTHING, due()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private long due() {
    return System.nanoTime() + delay.get().toNanos();
  }

  private void write(BlockingQueue<Piece> underway, Socket to) {
    try {
      for (Piece piece = underway.take(); piece.bytes().hasRemaining(); piece = underway.take()) {
        awaitDue(piece);
        to.getOutputStream().write(piece.bytes().array());
      }
    } catch (IOException e) {
      LOG.trace("A connection ended", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    reset();
  }

  private static void awaitDue(Piece piece) {
    for (long left = piece.dueNanos() - System.nanoTime();
        left > 0;
        left = piece.dueNanos() - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private void over() {
    if (ended.compareAndSet(false, true)) {
      onEnd.accept(this);
    }
  }

  private static Thread daemon(String name, Runnable work) {
    var thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }
}
