package dev.fallback.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fallback.codegen.ByteSink;
import dev.fallback.codegen.ByteSource;
import dev.fallback.codegen.FieldOrder;
import dev.fallback.codegen.StoredField;
import dev.fallback.codegen.StoredType;
import dev.fallback.codegen.ValueCodec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Generated codecs over live fields in any order, with fields of other releases among them. */
class LiveOrderTest {
  private static final CompiledService SERVICE = CompiledService.EVERYTHING;

  @Property(tries = 100)
  @SuppressWarnings("unchecked")
  void what_is_stored_comes_back_equal(@ForAll long seed) {
    FieldOrder order = FieldOrder.of(SERVICE.descriptor().types(), live(new Random(seed)));
    Object value = new Values(seed).of(SERVICE.answer("everything"), false);
    ValueCodec<Object> codec = (ValueCodec<Object>) SERVICE.operation("everything").codec();
    ByteSink sink = new ByteSink(order);
    codec.write(value, sink);
    assertThat(codec.read(new ByteSource(ByteBuffer.wrap(sink.toByteArray()), order)))
        .isEqualTo(value);
  }

  private static Map<String, List<String>> live(Random random) {
    Map<String, List<String>> live = new HashMap<>();
    for (StoredType type : SERVICE.descriptor().types()) {
      List<String> fields = new ArrayList<>(type.fields().stream().map(StoredField::name).toList());
      fields.add("foreign_a");
      fields.add("foreign_b");
      Collections.shuffle(fields, random);
      live.put(type.name(), fields);
    }
    return live;
  }
}
