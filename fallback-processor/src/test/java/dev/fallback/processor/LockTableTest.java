package dev.fallback.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a released line allows: every row of the document's table, both ways where it has two. */
class LockTableTest {
  private static final Path DOCUMENT = Path.of("../docs/schema-lock.md");
  private static final String RELEASED =
      """
      package bank;

      import dev.fallback.annotation.*;
      import java.time.*;
      import java.util.*;
      import java.util.concurrent.CompletionStage;

      public interface Service {
        enum Kind {
          DEBIT,
          CREDIT
        }

        sealed interface Hold permits Court, Tax {}

        enum Level {
          HIGH,
          LOW
        }

        record Court(String name, Set<Level> levels, List<LocalDateTime> days) implements Hold {}

        record Tax(long office) implements Hold {}

        record Item(long id, Kind kind, Hold hold) {}

        @Fallback(maxAge = "1d")
        CompletionStage<Item> item(long id);

        @Fallback(maxAge = "1d")
        CompletionStage<Court> court(long id);

        @Fallback(maxAge = "1d")
        CompletionStage<Court> again(Optional<MonthDay> day, List<Optional<City>> cities);

        record City(long country, long number) {}

        record Card() {}

        record Both(Map<Kind, Level> both) {}

        @Fallback(maxAge = "1d")
        CompletionStage<Both> both(long id);

        @Fallback(maxAge = "1d")
        CompletionStage<List<Card>> cards(long id);

        @Fallback(maxAge = "1d", keyspace = "archive")
        CompletionStage<Tax> tax(long id);

        record Caller(String tenant, String user) {}

        @Fallback(maxAge = "1d")
        CompletionStage<Set<Level>> levels(long account, long branch, Caller caller);
      }
      """;

  private static final String ADDED = "new component at the end";
  private static final String PRESENT = "component `present` of a record that had no components";
  private static final String MOVED = "new component before released ones, or another order";
  private static final String GONE = "component, variant or constant removed";
  private static final String NEW =
      "new operation, type, enum constant; new variant after the others";
  private static final String RENAMED = "component renamed in Java";
  private static final String RETYPED = "another stored type of a component";
  private static final String ENUM = "another enum in the place of one, or one renamed";
  private static final String MEANING =
      "a type of the same stored form that means something else: `Instant` for `LocalDateTime`,"
          + " `YearMonth` for `MonthDay`";
  private static final String KEY = "another key or answer";
  private static final String KEY_ORDER = "parts of a key in another order";
  private static final String TABLE = "another table of an operation";
  private static final String KEYSPACE =
      "another keyspace of an operation, or its own for the first time";
  private static final String RENAMED_OPERATION = "operation renamed";
  private static final String TYPE = "a type changed altogether";

  private static final String CALLER = "record Caller(String tenant, String user) {}";
  private static final String LEVELS =
      "\"1d\")\n  CompletionStage<Set<Level>> levels(long account, long branch";
  private static final String SECOND_LEVELS =
      "\"1d\", version = 2, previous = V1.class)\n"
          + "  CompletionStage<Set<Level>> levels(long branch, long account";
  private static final String AGAIN =
      "\"1d\")\n  CompletionStage<Court> again(Optional<MonthDay> day, List<Optional<City>> cities)";
  private static final String SECOND_AGAIN =
      "\"1d\", version = 2, previous = V1.class)\n  CompletionStage<Court> again(long day)";

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Change.class)
  void a_change_is_taken_down_or_refused(Change change) throws IOException {
    String changed = RELEASED;
    for (String[] edit : change.edits) {
      assertThat(changed).contains(edit[0]);
      changed = changed.replace(edit[0], edit[1]);
    }
    assertThat(build(RELEASED, "-Afallback.schema.lock.release=true").succeeded()).isTrue();
    String released = Files.readString(folder.resolve("bank.Service.lock"));
    assertThat(build(changed).diagnostics())
        .extracting(d -> d.getMessage(null).replaceFirst(":(?s).*", ""))
        .containsExactlyElementsOf(change.codes);
    String now = Files.readString(folder.resolve("bank.Service.lock"));
    if (change.codes.isEmpty()) {
      assertThat(now.lines().map(LockTableTest::subject))
          .containsAll(released.lines().map(LockTableTest::subject).toList());
    } else {
      assertThat(now).isEqualTo(released);
    }
  }

  @Test
  void every_row_of_the_document_is_tried() throws IOException {
    List<String> rows =
        Files.readAllLines(DOCUMENT).stream()
            .dropWhile(line -> !line.startsWith("| change |"))
            .skip(2)
            .takeWhile(line -> line.startsWith("|"))
            .map(line -> line.split("\\|")[1].trim())
            .toList();
    assertThat(new TreeSet<>(rows))
        .isEqualTo(
            Arrays.stream(Change.values())
                .map(change -> change.row)
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  /** An operation, part of a key or enum that is renamed is written over; all else stays. */
  private static String subject(String line) {
    return line.replaceFirst("((?:operation|key parts) = ).*", "$1")
        .replaceFirst("(= .*?)(?: enum \\S+)+", "$1");
  }

  private Compilation build(String source, String... options) {
    return Compilation.with(
        Stream.concat(Stream.of("-Afallback.schema.lock=" + folder), Arrays.stream(options))
            .toList(),
        List.of(source));
  }

  /** A class that leads from a day's number to the former key of operation {@code again}. */
  private static String former(String day) {
    return CALLER
        + """

          final class V1 {
            record Key(Optional<%s> day, List<Optional<City>> cities) {}

            Key key(long day) {
              return null;
            }
          }
        """
            .formatted(day);
  }

  private enum Change {
    OPERATION(
        NEW,
        "",
        "  CompletionStage<Court> court(long id);",
        "  CompletionStage<Court> court(long id);\n  record Box(long id) {}\n"
            + "  @Fallback(maxAge = \"1d\")\n  CompletionStage<Box> box(long id);"),
    CONSTANT(NEW, "", "    DEBIT,", "    FEE,\n    DEBIT,"),
    VARIANT(
        NEW,
        "",
        "permits Court, Tax {}",
        "permits Court, Tax, Bank {}\n  record Bank(long id) implements Hold {}"),
    ADDED_WITHOUT_VALUE(ADDED, "FB-052", "Hold hold)", "Hold hold, String note)"),
    ADDED_OPTIONAL(ADDED, "", "Hold hold)", "Hold hold, Optional<String> note)"),
    ADDED_WITH_VALUE(
        ADDED, "", "Hold hold)", "Hold hold, @Stored(missing = \"none\") String note)"),
    ADDED_TO_NONE_WITHOUT_VALUE(ADDED, "FB-052", "record Card()", "record Card(boolean open)"),
    ADDED_TO_NONE_WITH_VALUE(
        ADDED, "", "record Card()", "record Card(@Stored(missing = \"true\") boolean open)"),
    ADDED_TO_NONE_AS_WHAT_STOOD_FOR_IT(
        PRESENT, "FB-050", "record Card()", "record Card(Optional<Boolean> present)"),
    ADDED_TO_NONE_UNDER_ANOTHER_NAME(
        PRESENT,
        "",
        "record Card()",
        "record Card(@Stored(name = \"there\") Optional<Boolean> present)"),
    BEFORE_OTHERS(MOVED, "FB-053", "record Item(", "record Item(Optional<String> note, "),
    OTHER_ORDER(MOVED, "FB-053", "long id, Kind kind", "Kind kind, long id"),
    VARIANT_BEFORE_OTHERS(
        MOVED,
        "FB-053",
        "permits Court, Tax {}",
        "permits Bank, Court, Tax {}\n  record Bank(long id) implements Hold {}"),
    VARIANTS_IN_OTHER_ORDER(MOVED, "FB-053", "permits Court, Tax", "permits Tax, Court"),
    RENAMED_WITH_MAPPING(RENAMED, "", "Kind kind", "@Stored(was = \"kind\") Kind way"),
    RENAMED_WITHOUT(RENAMED, "FB-052 FB-051 FB-053", "Kind kind", "Kind way"),
    COMPONENT_GONE(GONE, "FB-051", ", Kind kind", ""),
    CONSTANT_GONE(GONE, "FB-051", "DEBIT,", ""),
    CONSTANT_IN_A_SET_GONE(GONE, "FB-051", "HIGH,", ""),
    VARIANT_GONE(
        GONE,
        "FB-051",
        "Court, Tax {}",
        "Court {}",
        "record Tax(long office) implements Hold",
        "record Tax(long office)"),
    OTHER_TYPE(RETYPED, "FB-050", "long office", "String office"),
    OTHER_FORM(RETYPED, "FB-050", "Kind kind", "@Stored(as = Stored.As.JSON) List<Kind> kind"),
    ENUM_RENAMED(ENUM, "", "enum Kind", "enum Way", "Kind kind", "Way kind", "Map<Kind", "Map<Way"),
    ENUM_RENAMED_AND_GROWN(
        ENUM,
        "",
        "enum Kind {",
        "enum Way {\n    FEE,",
        "Kind kind",
        "Way kind",
        "Map<Kind",
        "Map<Way"),
    ENUM_RENAMED_AND_SHRUNK(
        ENUM,
        "FB-050 FB-050",
        "enum Kind {\n    DEBIT,",
        "enum Way {",
        "Kind kind",
        "Way kind",
        "Map<Kind",
        "Map<Way"),
    OTHER_ENUM(ENUM, "FB-050", "Kind kind", "Level kind"),
    ENUMS_CHANGE_PLACES(ENUM, "FB-050", "Map<Kind, Level> both", "Map<Level, Kind> both"),
    TEXT_FOR_AN_ENUM(ENUM, "", "Kind kind", "String kind"),
    OTHER_ENUM_IN_A_SET_AND_AN_ANSWER(ENUM, "FB-050 FB-050", "Set<Level>", "Set<Kind>"),
    OTHER_MEANING(MEANING, "FB-050", "List<LocalDateTime>", "List<Instant>"),
    OTHER_MEANING_OF_A_KEY(MEANING, "FB-050", "Optional<MonthDay>", "Optional<YearMonth>"),
    FORMER_KEY_OF_OTHER_MEANING(
        MEANING, "FB-050", AGAIN, SECOND_AGAIN, CALLER, former("YearMonth")),
    FORMER_KEY_OF_ITS_MEANING(MEANING, "", AGAIN, SECOND_AGAIN, CALLER, former("MonthDay")),
    CONVERTED(
        RETYPED,
        "",
        "record Tax(long office)",
        "final class Ids implements StoredConverter<String, Long> {\n"
            + "    @Override public Long toStored(String value) { return Long.valueOf(value); }\n"
            + "    @Override public String fromStored(Long stored) { return stored.toString(); }\n  }\n"
            + "  record Tax(@Stored(with = Ids.class) String office)"),
    OTHER_KEY(KEY, "FB-050", "item(long id)", "item(String id)"),
    OTHER_ANSWER(KEY, "FB-050", "<Court> court", "<List<Court>> court"),
    OTHER_KEY_IN_A_NEW_VERSION(
        KEY,
        "",
        "\"1d\")\n  CompletionStage<Item> item(long id)",
        "\"1d\", version = 2)\n  CompletionStage<Item> item(String id)"),
    OTHER_ORDER_OF_PARAMETERS(
        KEY_ORDER, "FB-050", "long account, long branch", "long branch, long account"),
    OTHER_ORDER_OF_COMPONENTS(
        KEY_ORDER, "FB-050", "String tenant, String user", "String user, String tenant"),
    OTHER_ORDER_AND_A_NAME(
        KEY_ORDER,
        "FB-050",
        "long account, long branch, Caller caller",
        "long branch, long account, Caller who"),
    OTHER_ORDER_OF_COMPONENTS_IN_A_LIST(
        KEY_ORDER, "FB-050", "long country, long number", "long number, long country"),
    OTHER_ORDER_IN_A_NEW_VERSION(
        KEY_ORDER,
        "",
        "\"1d\")\n  CompletionStage<Set<Level>> levels(long account, long branch",
        "\"1d\", version = 2)\n  CompletionStage<Set<Level>> levels(long branch, long account"),
    OTHER_ORDER_IN_A_NEW_VERSION_THAT_READS_THE_FORMER(
        KEY_ORDER,
        "FB-050",
        LEVELS,
        SECOND_LEVELS,
        CALLER,
        CALLER + "\n  final class V1 { Set<Level> answer(Set<Level> was) { return was; } }"),
    FORMER_KEY_IN_OTHER_ORDER(
        KEY_ORDER,
        "FB-050",
        LEVELS,
        SECOND_LEVELS,
        CALLER,
        CALLER
            + "\n  final class V1 {\n    record Key(long branch, long account, Caller caller) {}\n"
            + "    Key key(long branch, long account, Caller caller) {\n"
            + "      return new Key(branch, account, caller);\n    }\n  }"),
    FORMER_KEY_IN_ITS_ORDER(
        KEY_ORDER,
        "",
        LEVELS,
        SECOND_LEVELS,
        CALLER,
        CALLER
            + "\n  final class V1 {\n    record Key(long account, long branch, Caller caller) {}\n"
            + "    Key key(long branch, long account, Caller caller) {\n"
            + "      return new Key(account, branch, caller);\n    }\n  }"),
    OTHER_NAMES_OF_PARTS(
        KEY_ORDER, "", "long account, long branch, Caller caller", "long x, long y, Caller z"),
    OTHER_TABLE(
        TABLE,
        "FB-054",
        "\"1d\")\n  CompletionStage<Item>",
        "\"1d\", table = \"items\")\n  CompletionStage<Item>"),
    A_KEYSPACE_OF_ITS_OWN(
        KEYSPACE,
        "FB-050",
        "\"1d\")\n  CompletionStage<Item>",
        "\"1d\", keyspace = \"vault\")\n  CompletionStage<Item>"),
    OTHER_KEYSPACE(KEYSPACE, "FB-050", "keyspace = \"archive\"", "keyspace = \"vault\""),
    NO_KEYSPACE_ANY_MORE(KEYSPACE, "FB-050", ", keyspace = \"archive\"", ""),
    OTHER_KEYSPACE_IN_A_NEW_VERSION(
        KEYSPACE, "", "keyspace = \"archive\"", "keyspace = \"vault\", version = 2"),
    OTHER_NAME(RENAMED_OPERATION, "FB-054", "court(long id)", "judge(long id)"),
    OTHER_NAME_AND_ANSWER(
        RENAMED_OPERATION, "", "CompletionStage<Court> court(", "CompletionStage<Tax> judge("),
    OTHER_NAME_AND_KEY(RENAMED_OPERATION, "", "court(long id)", "judge(String id)"),
    OPERATION_GONE(
        RENAMED_OPERATION,
        "",
        "  @Fallback(maxAge = \"1d\")\n  CompletionStage<Court> court(long id);\n",
        ""),
    OTHER_NAME_WITH_THE_TABLE(
        RENAMED_OPERATION,
        "",
        "\"1d\")\n  CompletionStage<Court> court(",
        "\"1d\", table = \"service_court\")\n  CompletionStage<Court> judge("),
    TABLES_SWAPPED(
        TABLE,
        "FB-050 FB-050 FB-050 FB-050",
        "\"1d\")\n  CompletionStage<Court> court(",
        "\"1d\", table = \"service_item\")\n  CompletionStage<Court> court(",
        "\"1d\")\n  CompletionStage<Item> item(",
        "\"1d\", table = \"service_court\")\n  CompletionStage<Item> item("),
    SAME_TABLE_IN_A_NEW_VERSION(
        TABLE,
        "",
        "\"1d\")\n  CompletionStage<Item>",
        "\"1d\", version = 2)\n  CompletionStage<Item>"),
    CHANGED_ALTOGETHER(
        TYPE,
        "FB-052 FB-051 FB-051 FB-051",
        "record Item(long id, Kind kind, Hold hold)",
        "record Item(String name)"),
    CHANGED_UNDER_ANOTHER_NAME(
        TYPE,
        "",
        "record Item(long id, Kind kind, Hold hold)",
        "@Stored(name = \"item_2\") record Item(String name)",
        "\"1d\")\n  CompletionStage<Item>",
        "\"1d\", version = 2)\n  CompletionStage<Item>");

    private final String row;
    private final List<String> codes;
    private final List<String[]> edits;

    Change(String row, String codes, String... edits) {
      this.row = Objects.requireNonNull(row);
      this.codes = codes.isEmpty() ? List.of() : List.of(codes.split(" "));
      this.edits =
          IntStream.range(0, edits.length / 2)
              .mapToObj(i -> new String[] {edits[2 * i], edits[2 * i + 1]})
              .toList();
    }
  }
}
