package io.spendcast.adapters.spark.table.fault;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a failure means for the owner of what was read, by the names that Spark and Delta give to
 * it.
 *
 * @param condition begins the name
 * @param words says why, with PATH and WHY in it; empty for the failure's own words
 * @param remedy what to do
 */
record SourceFault(String condition, String words, String remedy) {
  private static final SourceFault OTHER =
      new SourceFault("", "WHY", "Check the tables, options and expressions of source.tables.");

  private static final List<SourceFault> KNOWN =
      List.of(
          new SourceFault(
              "FAILED_READ_FILE.PARQUET_COLUMN_DATA_TYPE_MISMATCH",
              "PATH has other types than the files beside it: WHY",
              "Write it again with their types."),
          new SourceFault(
              "FAILED_READ_FILE.FILE_NOT_EXIST",
              "PATH is gone",
              "Leave the files as they are while they are read, or repair the table."),
          new SourceFault(
              "FAILED_READ_FILE", "PATH is damaged or incomplete: WHY", "Copy it again."),
          new SourceFault(
              "CANNOT_READ_FILE_FOOTER", "PATH is no whole Parquet file", "Copy it again."),
          new SourceFault(
              "DELTA_INVALID_PROTOCOL",
              "the Delta table needs a newer reader: WHY",
              "Write it with fewer table features, or read it where its Delta version is."),
          new SourceFault(
              "DELTA_UNSUPPORTED_FEATURES_FOR_READ",
              "the Delta table has features that this build cannot read: WHY",
              "Write it without them, or read it where its Delta version is."),
          new SourceFault(
              "DELTA_",
              "the Delta table cannot be read: WHY",
              "Repair the table, or give its format if it is no Delta table."),
          new SourceFault(
              "INCONSISTENT_BEHAVIOR_CROSS_VERSION",
              "a pattern of dates or times is wrong",
              "Write yyyy for years (YYYY is another calendar), MM for months (mm is minutes) and"
                  + " dd for days (DD counts in the year)."),
          new SourceFault("PATH_NOT_FOUND", "PATH does not exist", "Correct the path."),
          new SourceFault(
              "UNABLE_TO_INFER_SCHEMA",
              "no file of that format is there",
              "Correct the path or the format."),
          new SourceFault(
              "TABLE_OR_VIEW_NOT_FOUND", "WHY", "Correct the name of the table in the catalog."),
          new SourceFault(
              "INVALID_PARAMETER_VALUE", "WHY", "Correct the option or the expression."),
          new SourceFault(
              "USER_RAISED_EXCEPTION",
              "an expression raises an error: WHY",
              "Let it give null for a value that is none."));

  static SourceFault of(Failure failure) {
    return KNOWN.stream()
        .filter(fault -> failure.isOf(fault.condition()))
        .findFirst()
        .orElse(OTHER);
  }

  /** Why the work failed. */
  String why(Failure failure) {
    return words.replace("PATH", path(failure)).replace("WHY", failure.why());
  }

  private static String path(Failure failure) {
    return Stream.of("path", "filePath", "file")
        .flatMap(key -> Optional.ofNullable(failure.parameters().get(key)).stream())
        .map(Printable::of)
        .findFirst()
        .orElse("a file");
  }
}
