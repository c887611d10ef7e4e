package io.spendcast.adapters.spark.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.domain.TableName;
import io.spendcast.domain.TableVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lake in a catalog, here Spark's own, and what it tells beside what Delta's log tells. */
class SqlTablesTest {
  private static final TableName TABLE = new TableName("raw/tpcds/_quarantine/some_table");
  private static final CommitNote NOTE = new CommitNote(Map.of("spendcast.note", "second"));

  @TempDir Path directory;

  @Test
  void a_lake_in_a_catalog_does_what_one_of_paths_does() {
    SparkSession spark = TestSession.session().get();
    spark.sql(
        "CREATE SCHEMA IF NOT EXISTS spark_catalog.sql_tables LOCATION '%s'"
            .formatted(directory.resolve("schema").toUri()));
    try {
      new LakeRoot(lake("catalog:spark_catalog.sql_tables")).prepare();
      assertThat(walked(lake("catalog:spark_catalog.sql_tables")))
          .isEqualTo(walked(lake(directory.resolve("paths").toString())));
      assertThat(spark.catalog().tableExists("sql_tables.raw_tpcds__quarantine_some_table"))
          .isTrue();
    } finally {
      spark.sql("DROP SCHEMA spark_catalog.sql_tables CASCADE");
    }
  }

  /** What Databricks answers, whose log has another class, is what the log says. */
  @Test
  void paths_are_told_the_same_in_sql_as_by_the_log() {
    Lake lake = lake(directory.toString());
    walked(lake);
    LakePlace place = LakePlace.of(directory.toString());
    DeltaTables logged = new LoggedTables(place, TestSession.session());
    DeltaTables sql = new SqlTables(place, TestSession.session());
    assertThat(sql.newest(TABLE)).isEqualTo(logged.newest(TABLE)).isPresent();
    assertThat(sql.at(TABLE, 1)).isEqualTo(logged.at(TABLE, 1)).isEqualTo(sql.newest(TABLE));
    assertThat(sql.property(TABLE, "spendcast.source")).isEqualTo(Optional.of("test"));
    assertThat(sql.commits(TABLE, 1, 1)).isEqualTo(logged.commits(TABLE, 1, 1)).hasSize(1);
    TableName none = new TableName("raw/none");
    assertThat(sql.newest(none)).isEqualTo(logged.newest(none)).isEmpty();
    assertThat(sql.property(none, "a")).isEmpty();
  }

  private static Lake lake(String root) {
    return new Lake(TestSession.session(), root);
  }

  /** All that a lake does, and what it gives. */
  private static List<Object> walked(Lake lake) {
    assertThat(lake.latest(TABLE)).isEmpty();
    Dataset<Row> numbers = lake.spark().range(4).selectExpr("id", "id % 2 AS part");
    TableVersion first =
        lake.overwrite(
            TABLE,
            numbers,
            Map.of("spendcast.source", "test", "delta.enableChangeDataFeed", "true"),
            List.of("part"),
            CommitNote.NONE);
    TableVersion second =
        lake.replace(TABLE, numbers.where("part = 1 AND id = 3"), "part = 1", NOTE);
    assertThat(lake.latest(TABLE)).contains(second);
    return List.of(
        first.version(),
        second.version(),
        second.id().equals(first.id()),
        lake.property(TABLE, "spendcast.source"),
        lake.property(TABLE, "none"),
        lake.note(second).equals(NOTE),
        lake.read(first).count(),
        lake.read(second).orderBy("id").collectAsList(),
        lake.changes(first, second)
            .select("id", "_change_type")
            .orderBy("id", "_change_type")
            .collectAsList());
  }
}
