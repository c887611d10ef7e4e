package io.spendcast.adapters.spark.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.delta.exceptions.ConcurrentAppendException;
import io.delta.exceptions.MetadataChangedException;
import io.delta.exceptions.ProtocolChangedException;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.TableName;
import io.spendcast.domain.TableVersion;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.SparkException;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

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
        .hasMessageContaining("`spendcast verify --set-aside`, then `spendcast features`");
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
