package dev.fallback.bank.command;

import dev.fallback.bank.variant.Variant;
import java.util.Arrays;
import java.util.Iterator;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a variant from its word, and names them all. */
final class VariantWord implements ITypeConverter<Variant>, Iterable<String> {
  @Override
  public Variant convert(String word) {
    try {
      return Variant.of(word);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public Iterator<String> iterator() {
    return Arrays.stream(Variant.values()).map(Variant::word).iterator();
  }
}
