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

/** A lake in a catalog, here Spark's own, and what it says beside what Delta's log says. */
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

  @Test
  void a_table_of_a_catalog_that_was_deleted_replaced_or_emptied_is_not_the_one_that_was_made() {
    SparkSession spark = TestSession.session().get();
    spark.sql(
        "CREATE SCHEMA IF NOT EXISTS spark_catalog.done_tables LOCATION '%s'"
            .formatted(directory.resolve("schema").toUri()));
    try {
      Lake lake = lake("catalog:spark_catalog.done_tables");
      DeltaTableCatalog catalog = new DeltaTableCatalog(lake);
      TableVersion made = lake.overwrite(TABLE, spark.range(4).toDF(), Map.of());
      assertThat(catalog.holds(made, 4)).isTrue();
      assertThat(catalog.holds(made, 3)).isFalse();
      spark.sql("DELETE FROM " + lake.path(TABLE) + " WHERE id >= 0");
      assertThat(catalog.holds(made)).isFalse();
      spark.sql("DROP TABLE " + lake.path(TABLE));
      assertThat(catalog.holds(made)).isFalse();
      TableVersion other = lake.overwrite(TABLE, spark.range(4).toDF(), Map.of());
      assertThat(other.version()).isEqualTo(made.version());
      assertThat(catalog.holds(made)).isFalse();
      assertThat(catalog.holds(other, 4)).isTrue();
    } finally {
      spark.sql("DROP SCHEMA spark_catalog.done_tables CASCADE");
    }
  }

  /** What Databricks answers, whose log has another class, is what the log says. */
  @Test
  void sql_says_the_same_of_paths_as_the_log() {
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

  /** Unity Catalog has neither paths nor Hive's old catalogs. */
  @Test
  void only_unity_catalog_governs() {
    SparkSession spark = TestSession.session().get();
    assertThat(lake("catalog:main.a").isGoverned()).isFalse();
    spark.conf().set("spark.databricks.unityCatalog.enabled", "true");
    try {
      assertThat(lake("catalog:main.a").isGoverned()).isTrue();
      assertThat(lake("catalog:hive_metastore.a").isGoverned()).isFalse();
      assertThat(lake("catalog:spark_catalog.a").isGoverned()).isFalse();
      assertThat(lake(directory.toString()).isGoverned()).isFalse();
    } finally {
      spark.conf().unset("spark.databricks.unityCatalog.enabled");
    }
  }

  @Test
  void a_table_that_was_described_is_still_ours_with_the_note_of_its_rows() {
    Lake lake = lake(directory.toString());
    TableVersion written =
        lake.overwrite(TABLE, lake.spark().range(3).toDF(), Map.of(), List.of(), NOTE);
    TableVersion described =
        lake.describe(TABLE, List.of("ALTER TABLE %s ALTER COLUMN id COMMENT 'which'"), NOTE);
    assertThat(described.version()).isEqualTo(written.version() + 1);
    assertThat(lake.note(described)).isEqualTo(NOTE);
    assertThat(lake.isUntouched(written)).isTrue();
    assertThat(lake.read(described).schema().apply("id").getComment().get()).isEqualTo("which");
    TableVersion next = lake.replace(TABLE, lake.spark().range(1).toDF(), "true");
    assertThat(lake.note(next)).isEqualTo(CommitNote.NONE);
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
