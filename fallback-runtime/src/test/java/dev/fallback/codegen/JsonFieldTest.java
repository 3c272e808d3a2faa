package dev.fallback.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Jackson would lose by its defaults comes back. */
class JsonFieldTest {
  private static <T> T again(JsonField<T> field, T value) {
    ByteSink out = new ByteSink();
    field.write(value, out);
    return field.read(new ByteSource(ByteBuffer.wrap(out.toByteArray()), FieldOrder.OWN));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-10-25T02:30+02:00[Europe/Berlin]",
        "2026-10-25T02:30+01:00[Europe/Berlin]",
        "2026-11-30T12:00Z[UTC]",
        "2026-11-30T12:00:00.123456789-03:00"
      })
  void a_time_keeps_its_zone(String text) {
    ZonedDateTime time = ZonedDateTime.parse(text);
    assertThat(again(new JsonField<ZonedDateTime>() {}, time)).isEqualTo(time);
    Map<String, List<ZonedDateTime>> nested = Map.of("all", List.of(time, time.plusDays(1)));
    assertThat(again(new JsonField<Map<String, List<ZonedDateTime>>>() {}, nested))
        .isEqualTo(nested);
    OffsetDateTime offset = time.toOffsetDateTime();
    assertThat(again(new JsonField<OffsetDateTime>() {}, offset)).isEqualTo(offset);
  }

  @Test
  void a_node_keeps_its_digits() {
    BigDecimal amount = new BigDecimal("12345678901234567890.123456789012345678900");
    JsonNode node = DecimalNode.valueOf(amount);
    JsonNode back = again(new JsonField<JsonNode>() {}, node);
    assertThat(back).isEqualTo(node);
    assertThat(back.decimalValue()).isEqualTo(amount);
    assertThat(again(new JsonField<JsonNode>() {}, DoubleNode.valueOf(0.1))).hasToString("0.1");
  }
}
