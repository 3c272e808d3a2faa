package dev.fallback.bank;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Talks to a bank over HTTP as its customers do. */
final class BankClient {
  private final HttpClient http = HttpClient.newHttpClient();
  private final String url;

  BankClient(BankServer server) {
    this.url = server.url();
  }

  Reply get(String path) {
    return exchange(request(path).GET().build());
  }

  Reply post(String path, String body) {
    return exchange(request(path).POST(BodyPublishers.ofString(body)).build());
  }

  Reply send(String method, String path) {
    return exchange(request(path).method(method, BodyPublishers.noBody()).build());
  }

  Reply credit(long account, long amount) {
    return post("/accounts/" + account + "/transactions", order("credit", amount));
  }

  Reply debit(long account, long amount) {
    return post("/accounts/" + account + "/transactions", order("debit", amount));
  }

  CompletableFuture<Reply> postLater(String path, String body) {
    return http.sendAsync(
            request(path).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString())
        .thenApply(Reply::new);
  }

  CompletableFuture<Reply> getLater(String path) {
    return http.sendAsync(request(path).GET().build(), BodyHandlers.ofString())
        .thenApply(Reply::new);
  }

  static String order(String kind, long amount) {
    return new JsonObject()
        .put("kind", kind)
        .put("amount", amount)
        .put("description", "test")
        .encode();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(30));
  }

  private Reply exchange(HttpRequest request) {
    try {
      return new Reply(http.send(request, BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What the bank answered. */
  record Reply(HttpResponse<String> response) {
    int status() {
      return response.statusCode();
    }

    JsonObject json() {
      return new JsonObject(response.body());
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }
}
