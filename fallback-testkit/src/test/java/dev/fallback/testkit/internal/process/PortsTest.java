package dev.fallback.testkit.internal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortsTest {
  private static final String LOOPBACK = "127.0.0.1";

  @Test
  void free_ports_are_below_the_range_of_outgoing_connections_and_never_given_twice() {
    List<Integer> ports = IntStream.range(0, 200).mapToObj(i -> Ports.free(LOOPBACK)).toList();

    assertThat(ports).doesNotHaveDuplicates();
    assertThat(ports).allMatch(port -> port >= 10_240 && port < 32_768);
  }

  @Test
  void a_port_someone_listens_on_is_not_free() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
      assertThat(Ports.isFree(LOOPBACK, socket.getLocalPort())).isFalse();
    }
  }

  @Test
  void an_impossible_port_is_refused() {
    assertThatThrownBy(() -> Ports.checked(70_000)).hasMessageContaining("70000");
  }
}
