package dev.fallback.processor.model;

/**
 * Where in the user's code something was found. Only the reader, which makes places, can look
 * inside; everyone else carries them.
 */
public interface Place {

  /** The place of what is not in the code, such as an option of the compiler. */
  Place NOWHERE = new Place() {};
}
