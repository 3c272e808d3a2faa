package dev.fallback.processor.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javapoet.ClassName;
import dev.fallback.processor.model.Scalar;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RuntimeNamesTest {
  @Test
  void every_type_that_generated_code_mentions_exists_in_the_runtime()
      throws ReflectiveOperationException {
    for (Field field : RuntimeNames.class.getDeclaredFields()) {
      Class<?> found = Class.forName(((ClassName) field.get(null)).canonicalName());
      assertThat(Modifier.isPublic(found.getModifiers())).as(found.getName()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(Scalar.class)
  void every_scalar_has_its_method_in_the_runtime(Scalar scalar)
      throws ReflectiveOperationException {
    Class<?> home = Class.forName(Fields.home(scalar).canonicalName());
    String name = scalar.home() == Scalar.Home.BYTES ? scalar.method() : "write" + scalar.method();
    assertThat(Arrays.stream(home.getMethods()).map(java.lang.reflect.Method::getName))
        .contains(name);
  }
}
