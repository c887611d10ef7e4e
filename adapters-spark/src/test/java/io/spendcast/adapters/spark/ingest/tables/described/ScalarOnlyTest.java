package io.spendcast.adapters.spark.ingest.tables.described;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.spendcast.adapters.spark.ingest.tables.SourceState;
import io.spendcast.adapters.spark.ingest.tables.described.Expressions.Wanted;
import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.TestSession;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.sales.OwnTable.Format;
import io.spendcast.domain.sales.OwnTable.Relation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;

/** A collection of escapes, and of expressions that people need. */
class ScalarOnlyTest {
  private static final List<String> ESCAPES =
      List.of(
          "(SELECT first(value) FROM text.`/etc/hostname`)",
          "(SELECT max(id) FROM range(3))",
          "EXISTS (SELECT 1 FROM text.`/etc/hostname`)",
          "cat IN (SELECT value FROM text.`/etc/hostname`)",
          "coalesce(cat, (SELECT first(value) FROM text.`/etc/hostname`))",
          "reflect('java.lang.System', 'getenv', 'HOME')",
          "java_method('java.lang.System', 'getProperty', 'user.home')",
          "try_reflect('java.lang.System', 'getenv', 'HOME')",
          "upper(concat(cat, reflect('java.util.UUID', 'randomUUID')))",
          "transform(array(cat), x -> reflect('java.lang.System', 'getenv', x))[0]",
          "rand()",
          "randn(7)",
          "uuid()",
          "shuffle(array(1, 2))[0]",
          "monotonically_increasing_id()",
          "spark_partition_id()",
          "input_file_name()",
          "current_timestamp()",
          "now()",
          "current_date()",
          "localtimestamp()",
          "unix_timestamp()",
          "date_add(current_date(), 1)",
          "current_user()",
          "session_user()",
          "current_database()",
          "current_catalog()",
          "current_timezone()",
          "version()",
          "row_number() OVER (ORDER BY cat)",
          "sum(amount) OVER ()",
          "explode(array(1, 2))",
          "sum(amount)",
          "randstr(5)",
          "uniform(0, 1)",
          "window(day, '1 day').start",
          "'${env:HOME}'",
          "concat(cat, '${system:user.home}')",
          "'${spark.app.id}'",
          "`${env:HOME}`",
          "'${spark:spark.app.id}'",
          "'${hiveconf:spark.app.id}'",
          "from_xml(cat, 'a STRING', map('rowValidationXSDPath', '/etc/hostname')).a",
          "planted(cat)");

  private static final List<String> NEEDED =
      List.of(
          "cat",
          "`cat`",
          "t.cat",
          "1",
          "'EUR'",
          "amount * 1.19",
          "-amount",
          "CAST(amount AS DECIMAL(18, 2))",
          "coalesce(nullif(trim(cat), ''), 'none')",
          "CASE WHEN amount < 0 THEN 'return' ELSE 'sale' END",
          "to_date(day, 'dd.MM.yyyy')",
          "to_timestamp(day)",
          "date_trunc('month', to_date(day))",
          "regexp_replace(cat, '[^a-z]', '')",
          "regexp_extract(cat, '([a-z]+)', 1)",
          "split(cat, '-')[0]",
          "concat_ws('-', cat, day)",
          "round(amount, 2)",
          "greatest(amount, 0)",
          "get_json_object(cat, '$.a')",
          "transform(array(amount), x -> x + 1)[0]",
          "sha2(cat, 256)",
          "lower(cat) LIKE 'f%'",
          "cat IN ('a', 'b')",
          "unix_timestamp(day)",
          "from_unixtime(1)",
          "try_cast(day AS DATE)");

  private static Dataset<Row> rows() {
    SparkSession spark = TestSession.session().get();
    spark.udf().register("planted", (UDF1<String, String>) text -> text, DataTypes.StringType);
    return spark
        .range(2)
        .selectExpr("'food' AS cat", "CAST(3.5 AS DOUBLE) AS amount", "'2024-01-31' AS day")
        .withColumn("_spendcast_row", functions.map(functions.lit("a"), functions.lit("b")))
        .alias("t");
  }

  private static Optional<String> problem(String text) {
    Dataset<Row> rows = rows();
    Expressions expressions = new Expressions(rows, "source.tables[web]");
    expressions.column("columns.category", text, wanted(text));
    return expressions.problems().stream().findFirst();
  }

  private static Wanted wanted(String text) {
    return text.contains(" IN (") || text.startsWith("EXISTS") || text.contains(" LIKE ")
        ? Wanted.CONDITION
        : Wanted.TEXT;
  }

  @Test
  void no_expression_reads_calls_or_makes_anything_else() {
    for (String escape : ESCAPES) {
      assertThat(problem(escape)).as(escape).isPresent();
      assertThat(problem(escape).orElseThrow()).contains("columns.category");
    }
  }

  @Test
  void what_people_need_to_describe_their_tables_is_allowed() {
    for (String needed : NEEDED) {
      assertThat(problem(needed)).as(needed).isEmpty();
    }
  }

  @Test
  void a_join_may_be_described_and_nothing_else() {
    Dataset<Row> both = rows().crossJoin(rows().alias("d"));
    Expressions expressions = new Expressions(both, "source.tables[web].joins[d]");
    expressions.column("on", "t.cat = d.cat AND t.day >= d.day", Wanted.CONDITION);
    assertThat(expressions.problems()).isEmpty();
    expressions.column("on", "t.cat = d.cat AND rand() < 0.5", Wanted.CONDITION);
    assertThat(expressions.problems()).hasSize(1);
  }

  /** Spark would take each of these for a file. */
  @Test
  void a_table_that_the_catalog_does_not_have_is_no_file() {
    RelationReader reader = new RelationReader(TestSession.session().get());
    SourceState state = new SourceState(new Lake(TestSession.session(), "any"));
    for (String name :
        List.of("text.`/etc/hostname`", "csv.pom", "delta.`/tmp`", "parquet.`.`", "nowhere")) {
      Relation relation = new Relation(name, Format.CATALOG, Map.of(), Optional.empty());
      assertThat(catchThrowable(() -> reader.read(relation)))
          .isInstanceOf(SpendcastException.class)
          .hasMessageContaining("the catalog has none of that name");
      assertThat(catchThrowable(() -> state.of(relation)))
          .hasMessageContaining("the catalog has none of that name");
    }
  }
}
