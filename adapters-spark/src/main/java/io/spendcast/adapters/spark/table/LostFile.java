package io.spendcast.adapters.spark.table;

import java.io.FileNotFoundException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Knows when a file of our own tables is gone or damaged, and which task writes it again. */
final class LostFile {
  private static final List<String> CONDITIONS =
      List.of(
          "FAILED_READ_FILE",
          "CANNOT_READ_FILE_FOOTER",
          "DELTA_FILE_NOT_FOUND",
          "DELTA_LOG_FILE_NOT_FOUND",
          "DELTA_TRUNCATED_TRANSACTION_LOG",
          "DELTA_VERSIONS_NOT_CONTIGUOUS",
          "DELTA_STATE_RECOVER_ERROR",
          "DELTA_TABLE_NOT_FOUND",
          "DELTA_PATH_DOES_NOT_EXIST",
          "DELTA_MISSING_DELTA_TABLE",
          "DELTA_CHANGE_DATA_FILE_NOT_FOUND",
          "DELTA_CHECKPOINT");

  private static final Map<String, String> TASKS =
      Map.of("raw/", "ingest", "features/", "features", "predictions/", "predict", "runs/", "run");

  private LostFile() {}

  static boolean isCauseOf(Failure failure) {
    return CONDITIONS.stream().anyMatch(failure::isOf)
        || failure.find(FileNotFoundException.class).isPresent();
  }

  static String remedy(String doing, Failure failure) {
    String said = (doing + " " + failure.why() + failure.parameters()).toLowerCase(Locale.ROOT);
    return TASKS.entrySet().stream()
        .filter(task -> said.contains(task.getKey()))
        .map(
            task ->
                "Run `spendcast verify --set-aside`, then `spendcast %s`, which writes it anew."
                    .formatted(task.getValue()))
        .sorted()
        .findFirst()
        .orElse("Run `spendcast verify --set-aside`, then `spendcast run`, which writes it anew.");
  }
}
