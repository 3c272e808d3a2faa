package dev.fallback.bank.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks a bank, before and after the load, whether it is what the load takes it for. */
final class BankProbe {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration REQUEST = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final int OK = 200;

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(REQUEST).build();
  private final String url;

  BankProbe(String url) {
    this.url = url;
  }

  /**
   * Waits until the first client's statement can be had.
   *
   * @throws LoadException when that takes too long
   */
  void awaitAccounts() {
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    String last = "";
    while (System.nanoTime() - giveUp < 0) {
      try {
        HttpResponse<String> answer = get("/clientes/1/extrato");
        if (answer.statusCode() == OK) {
          return;
        }
        last = "status " + answer.statusCode();
      } catch (IOException e) {
        last = e.toString();
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
      pause();
    }
    throw new LoadException(
        "%s has no statement of client 1 after %d s: %s."
            .formatted(url, PATIENCE.toSeconds(), last));
  }

  /** A bank that is down is not asked without a pause either. */
  private static void pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /**
   * Checks that nothing was posted yet; the contract begins with balances of 0.
   *
   * @throws LoadException when something was
   */
  void requireFresh() {
    for (int client = 1; client <= 5; client++) {
      JsonNode balance = json("/clientes/" + client + "/extrato").path("saldo").path("total");
      if (!balance.isIntegralNumber() || balance.longValue() != 0) {
        throw new LoadException(
            "The bank at %s is not fresh: the balance of client %d is %s; the load needs 0."
                .formatted(url, client, balance));
      }
    }
  }

  /** What the bank says of its parts. */
  JsonNode health() {
    return json("/health");
  }

  private JsonNode json(String path) {
    try {
      HttpResponse<String> answer = get(path);
      if (answer.statusCode() != OK) {
        throw new LoadException(
            "%s%s answers with status %d.".formatted(url, path, answer.statusCode()));
      }
      return Json.read(answer.body());
    } catch (IOException e) {
      throw new LoadException("%s%s cannot be had: %s.".formatted(url, path, e), e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(url + path)).timeout(REQUEST).build(),
        BodyHandlers.ofString());
  }

  private static LoadException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new LoadException("The load was interrupted.", e);
  }
}
