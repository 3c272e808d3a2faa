package dev.fallback.processor.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import dev.fallback.processor.model.Container;
import dev.fallback.processor.model.Place;
import dev.fallback.processor.model.Scalar;
import dev.fallback.processor.model.StoredName;
import dev.fallback.processor.model.StoredShape;
import dev.fallback.processor.model.StoredShape.ArrayOf;
import dev.fallback.processor.model.StoredShape.Component;
import dev.fallback.processor.model.StoredShape.Converted;
import dev.fallback.processor.model.StoredShape.Json;
import dev.fallback.processor.model.StoredShape.ListOf;
import dev.fallback.processor.model.StoredShape.MapOf;
import dev.fallback.processor.model.StoredShape.Maybe;
import dev.fallback.processor.model.StoredShape.Plain;
import dev.fallback.processor.model.StoredShape.Product;
import dev.fallback.processor.model.StoredShape.SetOf;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CqlTypeTest {
  private static final Place NOWHERE = new Place() {};
  private static final StoredShape TEXT = scalar(Scalar.STRING);
  private static final StoredShape DECIMAL = scalar(Scalar.BIG_DECIMAL);
  private static final StoredShape POINT =
      new Product(
          ClassName.get("bank", "GridPoint"),
          name("grid_point"),
          false,
          List.of(
              component("x", new Plain(Scalar.INT, TypeName.INT)),
              component("at", scalar(Scalar.INSTANT))),
          NOWHERE);

  @Test
  void sets_and_maps_keep_their_kind_where_equality_agrees() {
    assertThat(CqlType.of(set(TEXT))).isEqualTo("frozen<set<text>>");
    assertThat(CqlType.of(map(TEXT, DECIMAL))).isEqualTo("frozen<map<text, decimal>>");
  }

  @Test
  void sets_and_maps_become_lists_where_cql_would_call_different_values_equal() {
    assertThat(CqlType.of(set(DECIMAL))).isEqualTo("frozen<list<decimal>>");
    assertThat(CqlType.of(set(list(DECIMAL)))).isEqualTo("frozen<list<frozen<list<decimal>>>>");
    assertThat(CqlType.of(map(DECIMAL, TEXT)))
        .isEqualTo("frozen<list<frozen<tuple<decimal, text>>>>");
  }

  @Test
  void what_may_be_absent_is_wrapped_inside_a_collection_only() {
    assertThat(CqlType.of(new Maybe(TEXT))).isEqualTo("text");
    assertThat(CqlType.of(list(new Maybe(TEXT)))).isEqualTo("frozen<list<frozen<tuple<text>>>>");
    assertThat(CqlType.of(new Maybe(new Maybe(TEXT)))).isEqualTo("frozen<tuple<text>>");
  }

  @Test
  void a_key_has_no_user_defined_type() {
    assertThat(CqlType.of(POINT)).isEqualTo("frozen<grid_point>");
    assertThat(CqlType.ofKey(List.of(POINT, list(POINT))))
        .isEqualTo(
            "frozen<tuple<frozen<tuple<int, frozen<tuple<date, time>>>>, "
                + "frozen<list<frozen<tuple<int, frozen<tuple<date, time>>>>>>>>");
  }

  @Test
  void arrays_and_what_is_converted_are_in_a_key_what_they_are_elsewhere() {
    StoredShape money =
        new Converted(
            ClassName.get("bank", "Money"), ClassName.get("bank", "MoneyConverter"), DECIMAL);
    assertThat(CqlType.ofKey(List.of(new ArrayOf(POINT), money)))
        .isEqualTo(
            "frozen<tuple<frozen<list<frozen<tuple<int, frozen<tuple<date, time>>>>>>, decimal>>");
  }

  @Test
  void a_key_without_parts_has_one_constant_component() {
    assertThat(CqlType.ofKey(List.of())).isEqualTo("frozen<tuple<boolean>>");
  }

  @Test
  void a_type_whose_name_is_a_word_of_cql_is_in_quotes() {
    StoredShape order =
        new Product(ClassName.get("bank", "Order"), name("order"), false, List.of(), NOWHERE);
    assertThat(CqlType.of(order)).isEqualTo("frozen<\"order\">");
  }

  @Test
  void arrays_are_lists() {
    assertThat(CqlType.of(new ArrayOf(TEXT))).isEqualTo("frozen<list<text>>");
    assertThat(CqlType.of(set(new ArrayOf(TEXT)))).isEqualTo("frozen<list<frozen<list<text>>>>");
  }

  @Test
  void what_is_converted_is_what_it_is_converted_to() {
    StoredShape money =
        new Converted(
            ClassName.get("bank", "Money"), ClassName.get("bank", "MoneyConverter"), DECIMAL);
    assertThat(CqlType.of(money)).isEqualTo("decimal");
    assertThat(CqlType.of(new Json(ClassName.get("bank", "Money")))).isEqualTo("text");
  }

  private static StoredShape scalar(Scalar scalar) {
    return new Plain(scalar, ClassName.get(Object.class));
  }

  private static Component component(String name, StoredShape shape) {
    return new Component(name, name, name(name), shape, Optional.empty(), NOWHERE);
  }

  private static StoredName name(String text) {
    return new StoredName(text, false, NOWHERE);
  }

  private static StoredShape list(StoredShape element) {
    return new ListOf(Container.LIST, element);
  }

  private static StoredShape set(StoredShape element) {
    return new SetOf(Container.SET, element);
  }

  private static StoredShape map(StoredShape key, StoredShape value) {
    return new MapOf(Container.MAP, key, value);
  }
}
