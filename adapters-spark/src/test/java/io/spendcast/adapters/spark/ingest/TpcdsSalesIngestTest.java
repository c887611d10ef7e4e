package io.spendcast.adapters.spark.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spendcast.adapters.spark.table.DeltaTestLake;
import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.Source;
import io.spendcast.adapters.spark.table.SourceArea;
import io.spendcast.adapters.spark.table.TestSession;
import io.spendcast.domain.TableName;
import io.spendcast.domain.sales.IngestReport;
import io.spendcast.domain.sales.SalesIngest;
import io.spendcast.testkit.SalesIngestContract;
import io.spendcast.testkit.TestLake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TpcdsSalesIngestTest extends SalesIngestContract {
  private static final double SCALE = 0.001;
  private static final TableName LEFT_OVER = SourceArea.REFERENCE.quarantine("item");

  /** One lake for all tests, since generating takes a while; what needs another takes its own. */
  @TempDir static Path shared;

  private static IngestReport report;

  @TempDir Path directory;

  @Override
  protected TestLake lake() {
    return new DeltaTestLake(delta());
  }

  @Override
  protected SalesIngest ingest() {
    return new TpcdsSalesIngest(delta(), SourceArea.REFERENCE, SCALE);
  }

  @Override
  protected SalesIngest ingestOfAnotherSource() {
    return new TpcdsSalesIngest(delta(), SourceArea.REFERENCE, 2 * SCALE);
  }

  /** A run that was killed left half a table, and rows in quarantine. */
  @Override
  protected IngestReport ingested() {
    if (report == null) {
      leaveTraces();
      report = ingest().ingest();
    }
    return report;
  }

  private void leaveTraces() {
    delta()
        .overwrite(
            LEFT_OVER,
            delta().spark().range(5).withColumn("reason", functions.lit("left over")),
            new Source(ingest().source()).properties());
    try {
      Path torn = Files.createDirectories(shared.resolve("raw/tpcds/web_sales"));
      Files.writeString(torn.resolve("part-0.parquet"), "half a file");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Lake delta() {
    return lakeAt(shared);
  }

  private static Lake lakeAt(Path root) {
    return new Lake(TestSession.session(), root.toString());
  }

  @Test
  void tells_the_source_apart_by_its_scale() {
    assertThat(new TpcdsSalesIngest(delta(), SourceArea.REFERENCE, 0.10).source())
        .isEqualTo("tpcds scale 0.1");
    assertThat(new TpcdsSalesIngest(delta(), SourceArea.REFERENCE, 10).source())
        .isEqualTo("tpcds scale 10");
  }

  @Test
  void what_a_killed_run_left_is_replaced() {
    assertThat(ingested().tables().get(1).quarantine()).isEmpty();
    assertThat(delta().read(delta().latest(LEFT_OVER).orElseThrow()).isEmpty()).isTrue();
    assertThat(ingested().rowsKept()).isPositive();
  }

  @Test
  void refuses_a_file_as_lake() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "mine");
    assertThatThrownBy(
            () -> new TpcdsSalesIngest(lakeAt(file), SourceArea.REFERENCE, SCALE).ingest())
        .hasMessageContaining("it is a file");
    assertThatThrownBy(
            () ->
                new TpcdsSalesIngest(lakeAt(file.resolve("below")), SourceArea.REFERENCE, SCALE)
                    .ingest())
        .hasMessageStartingWith("Cannot write to the lake");
  }

  @Test
  void refuses_a_directory_of_others() throws IOException {
    Files.writeString(directory.resolve("thesis.txt"), "mine");
    assertThatThrownBy(
            () -> new TpcdsSalesIngest(lakeAt(directory), SourceArea.REFERENCE, SCALE).ingest())
        .hasMessageContaining("it holds other things");
  }
}
