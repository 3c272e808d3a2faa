package dev.fallback.processor.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import dev.fallback.processor.model.OperationModel.KeyPart;
import dev.fallback.processor.model.Scalar;
import dev.fallback.processor.model.StoredShape;
import dev.fallback.processor.model.StoredShape.Component;
import dev.fallback.processor.model.StoredShape.ListOf;
import dev.fallback.processor.model.StoredShape.MapOf;
import dev.fallback.processor.model.StoredShape.Maybe;
import dev.fallback.processor.model.StoredShape.Plain;
import dev.fallback.processor.model.StoredShape.Product;
import dev.fallback.processor.model.StoredShape.SetOf;
import java.util.List;
import org.junit.jupiter.api.Test;

class CqlTypeTest {
  private static final StoredShape TEXT = scalar(Scalar.STRING);
  private static final StoredShape DECIMAL = scalar(Scalar.BIG_DECIMAL);
  private static final StoredShape POINT =
      new Product(
          ClassName.get("bank", "GridPoint"),
          List.of(
              new Component("x", new Plain(Scalar.INT, TypeName.INT)),
              new Component("at", scalar(Scalar.INSTANT))));

  @Test
  void sets_and_maps_keep_their_kind_where_equality_agrees() {
    assertThat(CqlType.of(new SetOf(TEXT))).isEqualTo("frozen<set<text>>");
    assertThat(CqlType.of(new MapOf(TEXT, DECIMAL))).isEqualTo("frozen<map<text, decimal>>");
  }

  @Test
  void sets_and_maps_become_lists_where_cql_would_call_different_values_equal() {
    assertThat(CqlType.of(new SetOf(DECIMAL))).isEqualTo("frozen<list<decimal>>");
    assertThat(CqlType.of(new SetOf(new ListOf(DECIMAL))))
        .isEqualTo("frozen<list<frozen<list<decimal>>>>");
    assertThat(CqlType.of(new MapOf(DECIMAL, TEXT)))
        .isEqualTo("frozen<list<frozen<tuple<decimal, text>>>>");
  }

  @Test
  void what_may_be_absent_is_wrapped_inside_a_collection_only() {
    assertThat(CqlType.of(new Maybe(TEXT))).isEqualTo("text");
    assertThat(CqlType.of(new ListOf(new Maybe(TEXT))))
        .isEqualTo("frozen<list<frozen<tuple<text>>>>");
    assertThat(CqlType.of(new Maybe(new Maybe(TEXT)))).isEqualTo("frozen<tuple<text>>");
  }

  @Test
  void a_key_has_no_user_defined_type() {
    assertThat(CqlType.of(POINT)).isEqualTo("frozen<grid_point>");
    assertThat(CqlType.ofKey(List.of(new KeyPart(0, POINT), new KeyPart(1, new ListOf(POINT)))))
        .isEqualTo(
            "frozen<tuple<frozen<tuple<int, frozen<tuple<date, time>>>>, "
                + "frozen<list<frozen<tuple<int, frozen<tuple<date, time>>>>>>>>");
  }

  @Test
  void a_key_without_parts_has_one_constant_component() {
    assertThat(CqlType.ofKey(List.of())).isEqualTo("frozen<tuple<boolean>>");
  }

  private static StoredShape scalar(Scalar scalar) {
    return new Plain(scalar, scalar.javaType());
  }
}
