package io.spendcast.adapters.spark.ingest.typed;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.spendcast.adapters.spark.ingest.files.EachFile;
import io.spendcast.adapters.spark.ingest.files.ReadMode;
import io.spendcast.adapters.spark.ingest.files.SourceFiles;
import io.spendcast.adapters.spark.ingest.files.SourceRows;
import io.spendcast.adapters.spark.ingest.files.Unreadable;
import io.spendcast.domain.SpendcastException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Reads JSON: an object a line, or documents of many lines, which arrays are. Numbers with a point
 * become decimals, so that neither money nor a large id loses a digit.
 */
public final class JsonReader {
  private static final String CORRUPT = "_corrupt_record";

  private final SparkSession session;

  /** Reads in this session. */
  public JsonReader(SparkSession session) {
    this.session = session;
  }

  /**
   * The rows of files.
   *
   * @throws SpendcastException {@code INVALID} if they are no JSON
   */
  public SourceRows read(SourceFiles files, Map<String, String> options, Optional<String> schema) {
    ReadMode.of(options);
    DataFrameReader reader =
        session
            .read()
            .format("json")
            .option("prefersDecimal", "true")
            .option("multiLine", String.valueOf(isDocuments(files)))
            .options(options);
    schema.ifPresent(ddl -> reader.schema(StructType.fromDDL(ddl).add(CORRUPT, "string")));
    Dataset<Row> rows = new TypedPaths(files).all(reader);
    List<String> columns = Arrays.asList(rows.columns());
    if (columns.stream().allMatch(CORRUPT::equals)) {
      throw Unreadable.because(
          files.location(), "there is no JSON object in it", "Correct its format or its options");
    }
    return new SourceRows(
        columns.contains(CORRUPT) ? apart(rows) : SourceRows.of(rows, List.of()).rows(),
        files.warning().stream().toList());
  }

  private boolean isDocuments(SourceFiles files) {
    List<JsonForm> forms =
        new EachFile(session).of(files, (file, hadoop) -> JsonForm.of(file, hadoop));
    forms.stream()
        .flatMap(form -> form.refusals().stream())
        .findFirst()
        .ifPresent(
            refusal -> {
              throw refusal;
            });
    long lines = forms.stream().filter(JsonForm::lines).count();
    if (lines > 0 && lines < forms.size()) {
      throw Unreadable.because(
          files.location(),
          "some of its files have an object a line, others are one document",
          "Put them into two folders, and describe each by an entry of the same channel");
    }
    return lines == 0;
  }

  private static Dataset<Row> apart(Dataset<Row> rows) {
    Column fault = when(col(CORRUPT).isNotNull(), lit("it is no JSON object"));
    return SourceRows.withOriginal(rows.withColumn(SourceRows.FAULT, fault), CORRUPT).drop(CORRUPT);
  }
}
