package dev.fallback.bank;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The first start on a new machine: its servers are not in the local repository, and are
 * downloaded, with nothing on the class path but what {@code ./bank} has.
 */
class FirstDownloadIT {
  private static final Path CLASSES = Path.of("target", "classes").toAbsolutePath();

  @TempDir private Path home;
  private HttpServer repository;

  @BeforeEach
  void serve() throws IOException {
    repository = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    repository.createContext("/", FirstDownloadIT::answer);
    repository.start();
  }

  @AfterEach
  void stop() {
    repository.stop(0);
  }

  private static void answer(HttpExchange exchange) throws IOException {
    boolean jar = exchange.getRequestURI().getPath().endsWith(".jar");
    byte[] content = jar ? new byte[] {'j', 'a', 'r'} : new byte[0];
    exchange.sendResponseHeaders(jar ? 200 : 404, jar ? content.length : -1);
    exchange.getResponseBody().write(content);
    exchange.close();
  }

  @Test
  void a_server_that_is_not_there_yet_is_downloaded() throws Exception {
    Files.createDirectories(home.resolve(".m2"));
    Files.writeString(
        home.resolve(".m2/settings.xml"),
        """
        <settings><mirrors><mirror>
          <id>test</id><mirrorOf>*</mirrorOf><url>http://127.0.0.1:%d/</url>
        </mirror></mirrors></settings>
        """
            .formatted(repository.getAddress().getPort()));
    Path program =
        Files.writeString(
            home.resolve("Download.java"),
            """
            import dev.fallback.testkit.internal.artifact.MavenRepository;

            class Download {
              public static void main(String[] arguments) {
                System.out.println("Downloaded " + MavenRepository.file("test:server:1"));
              }
            }
            """);
    String classPath = CLASSES + ":" + Files.readString(Path.of("target", "bank.classpath"));
    Process process =
        new ProcessBuilder(
                ChildJvm.command(
                    List.of("-Duser.home=" + home), classPath, program.toString(), List.of()))
            .redirectErrorStream(true)
            .start();
    try {
      String output = new String(process.getInputStream().readAllBytes());
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(output).contains("Downloaded " + home);
    } finally {
      process.destroyForcibly();
    }
  }
}
