package dev.fallback.processor.model;

/**
 * A name in CQL.
 *
 * @param text plain, without quotes
 * @param isChosen whether the user chose it
 * @param place where the user chose it, or what it is derived from
 */
public record StoredName(String text, boolean isChosen, Place place) {

  /** As statements write it: in quotes where it is a word of CQL. */
  public String quoted() {
    return CqlName.quoted(text);
  }

  @Override
  public String toString() {
    return text;
  }
}
