package io.spendcast.adapters.spark.table.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.delta.exceptions.ConcurrentAppendException;
import io.delta.exceptions.MetadataChangedException;
import io.delta.exceptions.ProtocolChangedException;
import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.LakeRoot;
import io.spendcast.adapters.spark.table.TestSession;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.TableName;
import io.spendcast.domain.TableVersion;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.spark.SparkException;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose fault it is, by who was at work and by what was thrown. */
class SparkErrorsTest {
  @TempDir Path directory;

  static Stream<Arguments> thrown() {
    IOException full = new IOException("No space left on device");
    return Stream.of(
        Arguments.of(new MetadataChangedException("changed"), Kind.CONFLICT),
        Arguments.of(new ProtocolChangedException("changed"), Kind.CONFLICT),
        Arguments.of(new ConcurrentAppendException("appended"), Kind.CONFLICT),
        Arguments.of(new UncheckedIOException(full), Kind.UNAVAILABLE),
        Arguments.of(new SparkException("failed", full), Kind.UNAVAILABLE),
        Arguments.of(new SparkException("x", new FileNotFoundException("gone")), Kind.NOT_FOUND),
        Arguments.of(new SparkException("x", new ChecksumException("sum", 0)), Kind.NOT_FOUND),
        Arguments.of(
            new SparkException("x", new FileAlreadyExistsException("1.json")), Kind.CONFLICT),
        Arguments.of(
            new SparkException(
                "stage failed", new SpendcastException(Kind.INVALID, "Cannot a: b.", "Do c.")),
            Kind.INVALID));
  }

  private static <T> Supplier<T> throwing(Exception e) {
    return () -> {
      throw SparkErrorsTest.<RuntimeException>raised(e);
    };
  }

  /** Spark's methods do not declare what they throw. */
  @SuppressWarnings("unchecked")
  private static <E extends Exception> RuntimeException raised(Exception e) throws E {
    throw (E) e;
  }

  @ParameterizedTest
  @MethodSource("thrown")
  void work_on_our_own_tables(Exception e, Kind kind) {
    SpendcastException translated =
        catchThrowableOfType(
            SpendcastException.class, () -> SparkErrors.translate("read features/x", throwing(e)));
    assertThat(translated.kind()).isEqualTo(kind);
    assertThat(translated.problem()).startsWith("Cannot ");
    assertThat(translated.getCause()).isSameAs(e);
  }

  @ParameterizedTest
  @MethodSource("thrown")
  void work_on_an_owners_tables_is_always_the_owners(Exception e, Kind kind) {
    assertThat(
            catchThrowableOfType(
                    SpendcastException.class, () -> SparkErrors.source("read sales", throwing(e)))
                .kind())
        .isEqualTo(Kind.INVALID);
  }

  @Test
  void what_nobody_can_explain_is_a_bug_on_our_tables_and_the_owners_on_theirs() {
    IllegalStateException bug = new IllegalStateException("\u001b[31m odd \u0000");
    assertThat(catchThrowable(() -> SparkErrors.translate("add up", throwing(bug)))).isSameAs(bug);
    assertThat(catchThrowable(() -> SparkErrors.source("read sales", throwing(bug))))
        .hasMessageStartingWith("Cannot read sales: [31m odd.")
        .hasMessageNotContainingAny("\u001b", "\u0000");
    assertThat(
            catchThrowable(
                () ->
                    SparkErrors.source(
                        "read sales",
                        () -> {
                          throw new StackOverflowError();
                        })))
        .hasMessageContaining("nested too deeply");
  }

  @Test
  void a_lost_file_of_our_own_names_the_task_that_writes_it_again() {
    assertThat(
            catchThrowable(
                () ->
                    SparkErrors.translate(
                        "read features/shop/customer_features at version 3",
                        throwing(new UncheckedIOException(new FileNotFoundException("part-1"))))))
        .hasMessageContaining("the next `spendcast features` writes it anew");
  }

  @Test
  void a_lake_at_a_place_that_this_build_does_not_know_is_refused() {
    Lake lake = new Lake(TestSession.session(), "s3a://bucket/lake");
    for (Supplier<?> work :
        Stream.<Supplier<?>>of(
                () -> lake.latest(new TableName("raw/x")),
                () -> {
                  new LakeRoot(lake).prepare();
                  return "";
                })
            .toList()) {
      assertThat(catchThrowableOfType(SpendcastException.class, work::get).kind())
          .isEqualTo(Kind.INVALID);
    }
  }

  /** Every name on the list, and who must act. */
  @ParameterizedTest
  @CsvSource({
    "DELTA_CONCURRENT_APPEND.WITHOUT_HINT, CONFLICT",
    "DELTA_CONCURRENT_DELETE_DELETE, CONFLICT",
    "DELTA_CONCURRENT_DELETE_READ, CONFLICT",
    "DELTA_CONCURRENT_TRANSACTION, CONFLICT",
    "DELTA_CONCURRENT_WRITE, CONFLICT",
    "DELTA_METADATA_CHANGED, CONFLICT",
    "DELTA_PROTOCOL_CHANGED, CONFLICT",
    "DELTA_MAX_COMMIT_RETRIES_EXCEEDED, CONFLICT",
    "DELTA_INVALID_COMMITTED_VERSION, CONFLICT",
    "DELTA_FILE_ALREADY_EXISTS, CONFLICT",
    "DELTA_LOG_ALREADY_EXISTS, CONFLICT",
    "DELTA_PATH_EXISTS, CONFLICT",
    "DELTA_TABLE_ALREADY_EXISTS, CONFLICT",
    "DELTA_CANNOT_REPLACE_MISSING_TABLE, CONFLICT",
    "TABLE_OR_VIEW_ALREADY_EXISTS, CONFLICT",
    "DELTA_INVALID_PROTOCOL_VERSION, INVALID",
    "DELTA_UNSUPPORTED_FEATURES_FOR_READ, INVALID",
    "DELTA_UNSUPPORTED_FEATURES_FOR_WRITE, INVALID",
    "DELTA_FEATURES_PROTOCOL_METADATA_MISMATCH, INVALID",
    "FAILED_READ_FILE.NO_HINT, NOT_FOUND",
    "FAILED_READ_FILE.FILE_NOT_EXIST, NOT_FOUND",
    "CANNOT_READ_FILE_FOOTER, NOT_FOUND",
    "PATH_NOT_FOUND, NOT_FOUND",
    "UNABLE_TO_INFER_SCHEMA, NOT_FOUND",
    "DELTA_FILE_NOT_FOUND_DETAILED, NOT_FOUND",
    "DELTA_LOG_FILE_NOT_FOUND, NOT_FOUND",
    "DELTA_TRUNCATED_TRANSACTION_LOG, NOT_FOUND",
    "DELTA_TXN_LOG_FAILED_INTEGRITY, NOT_FOUND",
    "DELTA_VERSIONS_NOT_CONTIGUOUS, NOT_FOUND",
    "DELTA_NO_COMMITS_FOUND, NOT_FOUND",
    "DELTA_MISSING_PART_FILES, NOT_FOUND",
    "DELTA_MISSING_CHANGE_DATA, NOT_FOUND",
    "DELTA_STATE_RECOVER_ERROR, NOT_FOUND",
    "DELTA_TABLE_NOT_FOUND, NOT_FOUND",
    "DELTA_PATH_DOES_NOT_EXIST, NOT_FOUND",
    "DELTA_DELETION_VECTOR_CHECKSUM_MISMATCH, NOT_FOUND",
    "DELTA_CHECKPOINT_SNAPSHOT_MISMATCH, NOT_FOUND",
    "DELTA_CANNOT_CREATE_LOG_PATH, UNAVAILABLE",
    "TASK_WRITE_FAILED, UNAVAILABLE"
  })
  void each_condition_says_who_must_act(String condition, Kind kind) {
    RuntimeException named = new Named(condition);
    SpendcastException ours =
        catchThrowableOfType(
            SpendcastException.class,
            () -> SparkErrors.translate("read features/shop/x", throwing(named)));
    assertThat(ours.kind()).isEqualTo(kind);
    assertThat(ours.problem()).isEqualTo("Cannot read features/shop/x: it went wrong.");
    assertThat(ours.hint()).endsWith(".");
    assertThat(
            catchThrowableOfType(
                    SpendcastException.class,
                    () -> SparkErrors.source("read sales", throwing(named)))
                .kind())
        .isEqualTo(Kind.INVALID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Job aborted due to stage failure: ExecutorLostFailure (executor 2 exited)",
        "Job 3 cancelled because SparkContext was shut down",
        "Cannot call methods on a stopped SparkContext."
      })
  void a_machine_that_is_lost_is_nobodys_fault_and_the_work_can_be_repeated(String said) {
    assertThat(
            catchThrowableOfType(
                    SpendcastException.class,
                    () ->
                        SparkErrors.translate(
                            "write features/shop/x", throwing(new IllegalStateException(said))))
                .kind())
        .isEqualTo(Kind.UNAVAILABLE);
  }

  /** What Spark and Delta throw by themselves, when a table of ours is damaged so. */
  @Test
  void whatever_is_damaged_of_a_table_of_ours_the_task_that_writes_it_is_named() throws Exception {
    Lake lake = new Lake(TestSession.session(), directory.toString());
    Map<String, Harm> harms = new TreeMap<>();
    harms.put("data cut", table -> cut(data(table), 2));
    harms.put("data empty", table -> cut(data(table), Integer.MAX_VALUE));
    harms.put("data foreign", table -> write(data(table), "nothing that Parquet knows"));
    harms.put("data changed", table -> flip(data(table)));
    harms.put("data gone", table -> Files.delete(data(table)));
    harms.put("log cut", table -> cut(log(table, 1), 2));
    harms.put("log garbled", table -> write(log(table, 1), "{\"add\": [}"));
    harms.put("log changed", table -> flip(log(table, 1)));
    harms.put("log with a gap", table -> Files.delete(log(table, 1)));
    for (Map.Entry<String, Harm> harm : harms.entrySet()) {
      TableName name = new TableName("raw/shop/" + harm.getKey().replace(' ', '_'));
      for (int i = 1; i <= 3; i++) {
        lake.overwrite(name, lake.spark().range(i * 100L).toDF(), Map.of());
      }
      TableVersion written = lake.latest(name).orElseThrow();
      harm.getValue().to(Path.of(lake.path(name)));
      lake.forget();
      SpendcastException failure =
          catchThrowableOfType(
              SpendcastException.class,
              () ->
                  SparkErrors.translate("read " + name, () -> lake.read(written).collectAsList()));
      assertThat(failure).as(harm.getKey()).isNotNull();
      assertThat(failure.kind()).as("%s: %s", harm.getKey(), failure).isEqualTo(Kind.NOT_FOUND);
      assertThat(failure.hint()).as(harm.getKey()).contains("spendcast ");
    }
  }

  private static Path data(Path table) throws IOException {
    try (Stream<Path> files = Files.list(table)) {
      return files
          .filter(file -> file.toString().endsWith(".parquet"))
          .max(Comparator.comparing(file -> file.toFile().lastModified()))
          .orElseThrow();
    }
  }

  private static Path log(Path table, int version) {
    return table.resolve(String.format(Locale.ROOT, "_delta_log/%020d.json", version));
  }

  private static void cut(Path file, int part) throws IOException {
    byte[] content = Files.readAllBytes(file);
    write(file, Arrays.copyOf(content, content.length / part));
  }

  private static void flip(Path file) throws IOException {
    byte[] content = Files.readAllBytes(file);
    content[content.length / 2] ^= 1;
    write(file, content);
  }

  private static void write(Path file, String text) throws IOException {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void write(Path file, byte[] content) throws IOException {
    Files.write(file, content);
  }

  /** What happens to the directory of a table. */
  private interface Harm {
    void to(Path table) throws IOException;
  }

  /** A failure that has one of Spark's names. */
  private static final class Named extends RuntimeException implements SparkThrowable {
    private final String condition;

    private Named(String condition) {
      super("it went wrong");
      this.condition = condition;
    }

    @Override
    public String getCondition() {
      return condition;
    }
  }

  @Test
  void a_lost_file_of_a_table_of_ours_is_not_found() throws Exception {
    SparkSession spark = TestSession.session().get();
    Lake lake = new Lake(TestSession.session(), directory.toString());
    TableName name = new TableName("raw/shop/web");
    TableVersion written = lake.overwrite(name, spark.range(3).toDF(), Map.of());
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".parquet")).toList()) {
        Files.delete(file);
      }
    }
    SpendcastException rows =
        catchThrowableOfType(
            SpendcastException.class,
            () -> SparkErrors.translate("read " + name, () -> lake.read(written).collectAsList()));
    assertThat(rows.kind()).isEqualTo(Kind.NOT_FOUND);
    assertThat(rows).hasMessageContaining("spendcast ingest");
  }
}
