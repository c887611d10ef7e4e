package io.spendcast.adapters.spark.workflow;

import static org.apache.spark.sql.functions.col;

import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.LakeRoot;
import io.spendcast.adapters.spark.table.SourceArea;
import io.spendcast.adapters.spark.table.fault.SparkErrors;
import io.spendcast.domain.Fingerprint;
import io.spendcast.domain.RunId;
import io.spendcast.domain.TableName;
import io.spendcast.domain.workflow.RunJournal;
import io.spendcast.domain.workflow.RunManifest;
import io.spendcast.domain.workflow.Task;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Manifests in a Delta table of the lake, one row per run. */
public final class DeltaRunJournal implements RunJournal {
  private static final String RUN = "run_id";
  private static final String SAVED = "saved_at_micros";
  private static final String MANIFEST = "manifest";
  private static final StructType SCHEMA =
      new StructType()
          .add(RUN, DataTypes.StringType)
          .add(SAVED, DataTypes.LongType)
          .add(MANIFEST, DataTypes.StringType);

  private final Lake lake;
  private final TableName manifests;
  private final Clock clock;
  private final ManifestJson json;

  /** A journal in a lake; the manifest that was saved last is known by the clock. */
  public DeltaRunJournal(Lake lake, SourceArea area, Clock clock) {
    this(lake, area, clock, text -> text);
  }

  /**
   * A journal in a lake.
   *
   * @param clock by which the manifest that was saved last is known
   * @param kept what may be kept of a text: the text without secrets
   */
  public DeltaRunJournal(Lake lake, SourceArea area, Clock clock, UnaryOperator<String> kept) {
    this.lake = lake;
    this.manifests = area.runs("manifests");
    this.clock = clock;
    this.json = new ManifestJson(kept);
  }

  @Override
  public void save(RunManifest manifest) {
    new LakeRoot(lake).prepare();
    long now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    Row row = RowFactory.create(manifest.run().value(), now, json.write(manifest));
    // One partition makes one file and one small commit. Run ids hold no quotes.
    Dataset<Row> rows = lake.spark().createDataFrame(List.of(row), SCHEMA).coalesce(1);
    lake.replace(manifests, rows, "%s = '%s'".formatted(RUN, manifest.run()));
  }

  @Override
  public Optional<RunManifest> find(RunId run) {
    return newestFirst(col(RUN).equalTo(run.value())).findFirst();
  }

  @Override
  public Optional<RunManifest> latest() {
    return newestFirst(functions.lit(true)).findFirst();
  }

  @Override
  public Optional<RunManifest> latestBefore(RunId run) {
    return newestFirst(col(RUN).notEqual(run.value())).findFirst();
  }

  @Override
  public List<RunManifest> all() {
    return newestFirst(functions.lit(true)).toList();
  }

  @Override
  public Optional<RunManifest> findDone(Task task, Fingerprint inputs) {
    return newestFirst(col(MANIFEST).contains(inputs.value()))
        .filter(
            manifest ->
                manifest.record(task).filter(done -> done.inputs().equals(inputs)).isPresent())
        .findFirst();
  }

  private Stream<RunManifest> newestFirst(Column condition) {
    return SparkErrors.translate(
        "read the run manifests",
        () ->
            lake
                .latest(manifests)
                .map(lake::read)
                .map(rows -> rows.filter(condition).orderBy(col(SAVED).desc()).collectAsList())
                .orElse(List.of())
                .stream()
                .map(row -> json.read(row.getString(2))));
  }
}
