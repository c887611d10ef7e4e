package io.spendcast.adapters.spark.ingest.tables;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.SourceArea;
import io.spendcast.adapters.spark.table.TestSession;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.sales.SourceCheck;
import io.spendcast.domain.sales.TableCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Sales in every form in which people really have them: read right, or refused with a reason, never
 * a wrong number. A form is one case; to add one, add it to a list of {@link #forms}.
 */
class FilesAsPeopleHaveThemTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2024-06-30T12:00:00Z"), ZoneOffset.UTC);
  private static final int LONGEST = 600;
  private static final String ROW = "%-34s %9s %11s %5s %11s %5s %11s %8s  %s%n";
  private static final Map<String, String> TABLE = new TreeMap<>();

  @TempDir Path scratch;

  static Stream<Form> forms() {
    return Stream.of(CsvForms.all(), CharsetForms.all(), TypedForms.all(), ValueForms.all())
        .flatMap(List::stream);
  }

  @ParameterizedTest
  @MethodSource("forms")
  void is_read_right_or_refused_with_a_reason(Form form) throws Exception {
    Path files = Files.createDirectory(scratch.resolve("files"));
    form.files().in(files);
    if (form.witness().isPresent()) {
      assertThat(witness(form.witness().get(), files)).isEqualTo(truth(form));
    }
    Result result = Result.of(() -> check(form, files));
    TABLE.put(form.name(), line(form, result).replace(files.toString(), "DIR"));
    result.refusal().ifPresent(FilesAsPeopleHaveThemTest::requireGoodWords);
    form.wanted().words().forEach(word -> assertThat(result.said()).contains(word));
    assertThat(result.refusal().isEmpty()).as(result.said()).isEqualTo(form.wanted().done());
    result.table().ifPresent(table -> requireCounts(form.wanted(), table));
  }

  private SourceCheck check(Form form, Path files) {
    Lake lake = new Lake(TestSession.session(), scratch.resolve("lake").toString());
    TablesSalesIngest ingest =
        new TablesSalesIngest(
            lake, SourceArea.REFERENCE, List.of(form.described(files)), form.rules(), CLOCK);
    ingest.state();
    return ingest.check().orElseThrow();
  }

  /** Whatever is wrong with the owner's files is INVALID, in words that a terminal can show. */
  private static void requireGoodWords(RuntimeException thrown) {
    assertThat(thrown).isInstanceOf(SpendcastException.class);
    assertThat(((SpendcastException) thrown).kind())
        .as(thrown.getMessage())
        .isEqualTo(Kind.INVALID);
    assertThat(thrown.getMessage().replace("\n- ", ""))
        .startsWith("Cannot ")
        .doesNotContainPattern("\\p{Cntrl}")
        .hasSizeLessThan(LONGEST);
  }

  private static void requireCounts(Outcome wanted, TableCheck table) {
    assertThat(table.rowsKept()).isEqualTo(wanted.rows());
    assertThat(table.moneyKept()).isEqualByComparingTo(wanted.money());
    assertThat(table.rowsQuarantined()).isEqualTo(wanted.quarantinedRows());
    assertThat(table.moneyQuarantined()).isEqualByComparingTo(wanted.quarantined());
  }

  private static String truth(Form form) {
    return "%s rows, %s".formatted(form.truth().sales().size(), form.truth().money());
  }

  private static String witness(String sql, Path files) throws Exception {
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        ResultSet found =
            duck.createStatement().executeQuery(sql.replace("DIR", files.toString()))) {
      found.next();
      return "%s rows, %s".formatted(found.getLong(1), found.getBigDecimal(2));
    }
  }

  /** What came of a form: counts, or a refusal. */
  private record Result(Optional<TableCheck> table, Optional<RuntimeException> refusal) {
    interface Work {
      SourceCheck check();
    }

    static Result of(Work work) {
      try {
        SourceCheck check = work.check();
        return check.refusal().isPresent()
            ? new Result(Optional.empty(), check.refusal().map(RuntimeException.class::cast))
            : new Result(Optional.of(check.tables().get(0)), Optional.empty());
      } catch (RuntimeException e) {
        return new Result(Optional.empty(), Optional.of(e));
      }
    }

    String said() {
      return refusal
          .map(RuntimeException::toString)
          .orElseGet(() -> table.map(Result::reasons).orElseThrow());
    }

    private static String reasons(TableCheck table) {
      return Stream.concat(
              table.reasons().entrySet().stream().map(Entry::toString), table.warnings().stream())
          .collect(Collectors.joining("; "));
    }
  }

  private static String line(Form form, Result result) {
    String said = result.said().replaceFirst("^\\S+Exception: ", "").replace("\n", " ");
    return ROW.formatted(
        form.name(),
        form.truth().sales().size(),
        form.truth().money(),
        result.table().map(t -> "" + t.rowsKept()).orElse("-"),
        result.table().map(t -> t.moneyKept().setScale(2).toPlainString()).orElse("-"),
        result.table().map(t -> "" + t.rowsQuarantined()).orElse("-"),
        result.table().map(t -> t.moneyQuarantined().setScale(2).toPlainString()).orElse("-"),
        result.table().map(t -> "" + unknown(t)).orElse("-"),
        (result.refusal().isPresent() ? "INVALID: " : "done ") + said);
  }

  private static long unknown(TableCheck table) {
    return table.rowsMoneyUnknown();
  }

  @AfterAll
  static void print_the_table() {
    System.out.printf(
        "%n" + ROW,
        "case",
        "rows",
        "true money",
        "kept",
        "money",
        "quar.",
        "money",
        "unknown",
        "outcome");
    TABLE.values().forEach(System.out::print);
  }
}
