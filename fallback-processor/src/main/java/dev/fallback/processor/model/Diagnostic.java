package dev.fallback.processor.model;

import java.util.Locale;

/**
 * A mistake in the user's code.
 *
 * @param message what was found, and what to do
 */
public record Diagnostic(Code code, Place place, String message) {

  /** What a diagnostic is about. Codes are stable; {@code docs/diagnostics.md} explains each. */
  public enum Code {
    NOT_AN_INTERFACE(1),
    NOT_ASYNCHRONOUS(2),
    RESULT_UNSPECIFIED(3),
    NOTHING_TO_STORE(4),
    NOT_OVERRIDABLE(5),
    GENERIC(6),
    CHECKED_EXCEPTION(7),
    ANSWERS_TAKEN(8),
    SERVICE_INVISIBLE(9),
    DURATION_UNREADABLE(10),
    DURATION_OUT_OF_RANGE(11),
    RETENTION_TOO_SHORT(12),
    VERSION_OUT_OF_RANGE(13),
    BUSINESS_ERROR_TOO_WIDE(14),
    BUSINESS_ERROR_INVISIBLE(15),
    NOT_KEY_WITHOUT_REASON(16),
    EXPIRY_TOO_FAR(17),
    ERROR_CLASS_TWICE(18),
    SOFT_TIMES(19),
    TYPE_NOT_STORABLE(20),
    TYPE_RECURSIVE(21),
    TYPE_UNSPECIFIED(22),
    TYPE_INVISIBLE(23),
    KEY_TYPE(24),
    STORED_USELESS(25),
    CONVERTER_UNUSABLE(26),
    MISSING_VALUE(27),
    PREVIOUS_UNUSABLE(28),
    MAX_AGE_ABSENT(29),
    NAME_RESERVED(30),
    NAME_TOO_LONG(31),
    NAME_NOT_CQL(32),
    TYPE_NAME_TAKEN(33),
    FIELD_NAME_TAKEN(34),
    TABLE_TAKEN(35),
    OPERATION_NAME_TAKEN(36),
    CLASS_TAKEN(37),
    TYPE_ABSENT(38),
    LOCK_CHANGED(50),
    LOCK_REMOVED(51),
    LOCK_ADDED(52),
    LOCK_ORDER(53),
    LOCK_TABLE_LEFT(54),
    LOCK_OUT_OF_DATE(55),
    LOCK_UNREADABLE(56),
    LOCK_UNWRITABLE(57),
    OPTION_UNREADABLE(58);

    private final int number;

    Code(int number) {
      this.number = number;
    }

    /** Its public form, such as {@code FB-012}. */
    public String text() {
      return String.format(Locale.ROOT, "FB-%03d", number);
    }
  }

  /** Code and message as they are printed. */
  public String text() {
    return code.text() + ": " + message;
  }
}
