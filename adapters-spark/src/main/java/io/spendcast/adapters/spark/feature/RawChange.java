package io.spendcast.adapters.spark.feature;

import static io.spendcast.adapters.spark.table.SourceLines.DAY;
import static io.spendcast.adapters.spark.table.SourceLines.KNOWN;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.xxhash64;

import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.SourceLines;
import io.spendcast.domain.TableName;
import io.spendcast.domain.TableVersion;
import io.spendcast.domain.feature.store.SalesChange;
import io.spendcast.domain.sales.SourceMapping;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * How sales lines differ between two versions of the raw tables. Only rows of files that changed
 * are read; rows that were merely written again cancel each other out.
 */
record RawChange(Lake lake, Map<TableName, TableVersion> before, Map<TableName, TableVersion> now) {
  private static final String CHANGE = "_change_type";
  private static final Column CAME = col(CHANGE).isin("insert", "update_postimage");
  private static final String WEIGHT = "weight";
  private static final List<String> OF_THE_FEED =
      List.of(CHANGE, "_commit_version", "_commit_timestamp");

  SalesChange of(List<SourceMapping> mappings) {
    boolean joinedDiffer =
        mappings.stream()
            .flatMap(mapping -> mapping.joins().stream())
            .map(SourceMapping.Join::table)
            .distinct()
            .filter(this::isRewritten)
            .anyMatch(this::differs);
    if (joinedDiffer) {
      return SalesChange.EVERYTHING;
    }
    List<SourceMapping> rewritten =
        mappings.stream().filter(mapping -> isRewritten(mapping.table())).toList();
    return Stream.of(plain(TileLines.plain(rewritten)), corrected(TileLines.corrected(rewritten)))
        .flatMap(Optional::stream)
        .reduce(Dataset::unionByName)
        .map(weighed -> SalesChange.of(TileTable.touched(differing(weighed))))
        .orElse(SalesChange.of(Set.of()));
  }

  private boolean isRewritten(TableName table) {
    return !now.get(table).equals(before.get(table));
  }

  /** Sales may also go back to an earlier version; then what came and what went change places. */
  private Dataset<Row> changes(TableName table) {
    TableVersion one = before.get(table);
    TableVersion other = now.get(table);
    return one.version() < other.version() ? lake.changes(one, other) : lake.changes(other, one);
  }

  private boolean differs(TableName table) {
    Dataset<Row> changes = changes(table);
    Column[] columns =
        Arrays.stream(changes.columns())
            .filter(name -> !OF_THE_FEED.contains(name))
            .map(functions::col)
            .toArray(Column[]::new);
    return !changes
        .withColumn(WEIGHT, functions.when(CAME, 1).otherwise(-1))
        .groupBy(hash(columns))
        .agg(sum(WEIGHT).as(WEIGHT))
        .filter(col(WEIGHT).notEqual(0))
        .isEmpty();
  }

  private Optional<Dataset<Row>> plain(List<SourceMapping> mappings) {
    return TileLines.union(
            mappings, mapping -> lines(mapping, changes(mapping.table()).filter(CAME)))
        .map(
            came ->
                weighed(
                    came.withColumn(TileLines.SIGN, lit(1)),
                    TileLines.union(
                            mappings,
                            mapping ->
                                lines(
                                    mapping, changes(mapping.table()).filter(functions.not(CAME))))
                        .orElseThrow()
                        .withColumn(TileLines.SIGN, lit(1))));
  }

  /** A line that was corrected before or is now differs by all of its versions. */
  private Optional<Dataset<Row>> corrected(List<SourceMapping> mappings) {
    return TileLines.union(mappings, mapping -> lines(mapping, changes(mapping.table())))
        .map(
            touched ->
                weighed(
                    TileLines.versions(touched, all(mappings, now)),
                    TileLines.versions(touched, all(mappings, before))));
  }

  /** Lines that came and lines that went, which cancel each other out if they are the same. */
  private static Dataset<Row> weighed(Dataset<Row> came, Dataset<Row> went) {
    Column weight = hash(TileLines.identity()).cast("decimal(20,0)").multiply(col(TileLines.SIGN));
    return came.select(col(DAY), col(KNOWN), weight.as(WEIGHT))
        .unionByName(went.select(col(DAY), col(KNOWN), functions.negate(weight).as(WEIGHT)));
  }

  private static Dataset<Row> differing(Dataset<Row> weighed) {
    return weighed.groupBy(DAY, KNOWN).agg(sum(WEIGHT).as(WEIGHT)).filter(col(WEIGHT).notEqual(0));
  }

  /** The lines of some rows of the mapping's table. */
  private Dataset<Row> lines(SourceMapping mapping, Dataset<Row> rows) {
    return SourceLines.of(
        mapping, name -> name.equals(mapping.table()) ? rows : lake.read(now.get(name)));
  }

  private Dataset<Row> all(List<SourceMapping> mappings, Map<TableName, TableVersion> versions) {
    return TileLines.union(
            mappings, mapping -> SourceLines.of(mapping, name -> lake.read(versions.get(name))))
        .orElseThrow();
  }

  /** Spark's hash skips nulls, so their positions are hashed too. */
  private static Column hash(Column... columns) {
    return xxhash64(
        Stream.concat(Stream.of(columns), Stream.of(columns).map(Column::isNull))
            .toArray(Column[]::new));
  }
}
