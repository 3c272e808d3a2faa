package dev.fallback.bank.http;

import dev.fallback.bank.account.Posted;
import dev.fallback.bank.account.Statement;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** How a family of routes words its JSON. */
interface Dialect {

  /**
   * A statement.
   *
   * @param asOf an instant at, or after which, the statement was true
   */
  JsonObject statement(Statement statement, Instant asOf);

  /** What became of a posting. */
  JsonObject posted(Posted posted);

  /**
   * Reads a posting.
   *
   * @throws InvalidRequestException when a field is missing or wrong
   */
  PostingOrder order(PostingFields fields);
}
