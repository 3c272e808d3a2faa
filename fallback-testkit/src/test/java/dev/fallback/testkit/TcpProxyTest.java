package dev.fallback.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpProxyTest {
  private ServerSocket echo;
  private TcpProxy proxy;

  @BeforeEach
  void start() throws IOException {
    echo = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    var thread = new Thread(this::serve, "echo");
    thread.setDaemon(true);
    thread.start();
    proxy = TcpProxy.to("127.0.0.1", echo.getLocalPort());
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
    echo.close();
  }

  @Test
  void bytes_pass_in_order_and_an_end_is_passed_on() throws IOException {
    try (Socket client = connect()) {
      for (int i = 0; i < 1000; i++) {
        client.getOutputStream().write(i % 250);
        assertThat(client.getInputStream().read()).isEqualTo(i % 250);
      }
    }
    await().until(() -> proxy.connections() == 0);
  }

  @Test
  void a_delay_lengthens_the_way_without_narrowing_it() throws IOException {
    try (Socket client = connect()) {
      proxy.delay(Duration.ofMillis(200));
      long start = System.nanoTime();
      for (int i = 0; i < 20; i++) {
        client.getOutputStream().write(i);
      }
      for (int i = 0; i < 20; i++) {
        assertThat(client.getInputStream().read()).isEqualTo(i);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .as("there and back, at the least")
          .isGreaterThanOrEqualTo(Duration.ofMillis(400));
    }
  }

  @Test
  void refusing_ends_what_is_open_and_accepting_lets_new_ones_in_on_the_same_port()
      throws IOException {
    int port = proxy.port();
    try (Socket client = connect()) {
      proxy.refuse();
      assertThatThrownBy(
              () -> {
                if (client.getInputStream().read() < 0) {
                  throw new IOException("ended");
                }
              })
          .isInstanceOf(IOException.class);
    }
    assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
    proxy.accept();
    assertThat(proxy.port()).isEqualTo(port);
    try (Socket client = connect()) {
      client.getOutputStream().write(7);
      assertThat(client.getInputStream().read()).isEqualTo(7);
    }
  }

  @Test
  void a_server_that_is_away_ends_the_client_s_connection() throws IOException {
    echo.close();
    try (Socket client = connect()) {
      assertThatThrownBy(
              () -> {
                if (client.getInputStream().read() < 0) {
                  throw new IOException("ended");
                }
              })
          .isInstanceOf(IOException.class);
    }
  }

  private Socket connect() throws IOException {
    var socket = new Socket(proxy.host(), proxy.port());
    socket.setSoTimeout(10_000);
    socket.setTcpNoDelay(true);
    return socket;
  }

  private void serve() {
    while (!echo.isClosed()) {
      try {
        Socket socket = echo.accept();
        var thread = new Thread(() -> echo(socket), "echo-connection");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException e) {
        return;
      }
    }
  }

  private static void echo(Socket socket) {
    try (socket) {
      socket.getInputStream().transferTo(socket.getOutputStream());
    } catch (IOException e) {
      return;
    }
  }
}
