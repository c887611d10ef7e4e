package io.spendcast.adapters.spark.ingest.contract;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.spendcast.domain.sales.TableContract;
import io.spendcast.domain.sales.TableContract.Reference;
import java.util.Map;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Holds rows against their contract: fills what siblings know, then names the first rule that a row
 * breaks.
 *
 * <p>Rows that share the first column of the key, such as the lines of a ticket, must stand next to
 * each other in one partition. Generated tables do; for others it costs a shuffle and a sort.
 */
final class ContractCheck {
  /** The first broken rule; null for a row to keep. */
  static final String REASON = "reason";

  /** Whether a missing value was filled from sibling rows. */
  static final String REPAIRED = "repaired";

  private final TableContract contract;

  ContractCheck(TableContract contract) {
    this.contract = contract;
  }

  /**
   * All rows with reason and repair mark.
   *
   * @param others the tables that the contract refers to, by their names there
   */
  Dataset<Row> check(Dataset<Row> rows, Map<String, Dataset<Row>> others) {
    StructType schema =
        rows.schema()
            .add(REASON, DataTypes.StringType, true)
            .add(REPAIRED, DataTypes.BooleanType, false);
    RowRules rules = RowRules.of(contract);
    MapPartitionsFunction<Row, Row> perGroup = partition -> new GroupedRows(partition, rules);
    Dataset<Row> checked = rows.mapPartitions(perGroup, Encoders.row(schema));
    for (Reference reference : contract.references()) {
      checked = checked(checked, reference, others.get(reference.table()));
    }
    return checked;
  }

  private static Dataset<Row> checked(Dataset<Row> rows, Reference reference, Dataset<Row> other) {
    String found = "found_" + reference.column();
    Dataset<Row> targets = other.select(col(reference.target()).as(found));
    return rows.join(targets, rows.col(reference.column()).equalTo(targets.col(found)), "left")
        .withColumn(
            REASON,
            coalesce(
                col(REASON),
                when(
                    col(reference.column()).isNotNull().and(col(found).isNull()),
                    lit(reference.column() + " is not in " + reference.table()))))
        .drop(found);
  }
}
