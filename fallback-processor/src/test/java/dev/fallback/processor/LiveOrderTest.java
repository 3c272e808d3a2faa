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
import net.jqwik.api.Example;
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

  private static CompiledService closed(String components) {
    return new CompiledService(
        """
        package bank;

        import dev.fallback.annotation.*;
        import java.util.concurrent.CompletionStage;

        public interface Closings {
          record Closed(%s) {}

          @Fallback(maxAge = "1d")
          CompletionStage<Closed> closed(long id);
        }
        """
            .formatted(components));
  }

  @Example
  @SuppressWarnings("unchecked")
  void an_empty_record_is_read_where_the_next_release_gave_it_a_component() throws Exception {
    Map<String, List<String>> live = Map.of("closed", List.of("present", "reason"));
    CompiledService next = closed("@Stored(missing = \"0\") int reason");
    ByteSink sink = new ByteSink(FieldOrder.of(next.descriptor().types(), live));
    Object value =
        next.loader().loadClass("bank.Closings$Closed").getDeclaredConstructors()[0].newInstance(7);
    ((ValueCodec<Object>) next.operation("closed").codec()).write(value, sink);

    CompiledService now = closed("");
    FieldOrder order =
        FieldOrder.writtenBy(now.descriptor().types(), live, Map.of("closed", List.of("reason")));
    ByteSource source = new ByteSource(ByteBuffer.wrap(sink.toByteArray()), order);
    assertThat(now.operation("closed").codec().read(source)).hasToString("Closed[]");
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
